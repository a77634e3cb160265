import type { Clock } from '../../ports/clock';
import { SpeechFailure } from '../../ports/speech';
import { metrics } from '../../telemetry/metrics';
import { traced } from '../../telemetry/trace';
import { type Call, type Called, callModel } from './call';

/**
 * `callModel`, as a span by the conventions of OpenTelemetry for generative AI (without what was asked and said), and
 * with its outcome and its times in the metrics. A call that was cut counts as `cut`.
 */
export function measured(call: Call, clock: Clock, signal: AbortSignal): Promise<Called> {
  const { provider, name } = call.ref;
  const asked = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': provider, 'gen_ai.request.model': name };
  return traced(`chat ${name}`, asked, async (note) => {
    const called = await counted(call, clock, signal);
    const { input, output } = called.tokens;
    note({ 'gen_ai.usage.input_tokens': input, 'gen_ai.usage.output_tokens': output });
    return called;
  });
}

async function counted(call: Call, clock: Clock, signal: AbortSignal): Promise<Called> {
  const { provider } = call.ref;
  const { modelCalls, modelTime, modelFirst } = metrics();
  const began = clock.now();
  const since = () => (clock.now() - began) / 1000;
  let spoke = false;
  const onChunk = (chunk: string) => {
    if (!spoke) modelFirst.observe({ provider }, since());
    spoke = true;
    call.onChunk(chunk);
  };
  try {
    const called = await callModel({ ...call, onChunk }, clock, signal);
    modelCalls.inc({ provider, outcome: 'ok' });
    modelTime.observe({ provider }, since());
    return called;
  } catch (error) {
    const failed = error instanceof SpeechFailure ? error.reason.code : 'error';
    modelCalls.inc({ provider, outcome: signal.aborted ? 'cut' : failed });
    throw error;
  }
}
