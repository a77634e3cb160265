import type { Language } from '../../council/agenda.schema';
import type { Clock } from '../../ports/clock';
import type { Sample, SampleRequest } from '../../ports/speech';
import { costOf, findPrice } from '../prices';
import type { Call, Called } from './call';
import { failure } from './failures';
import type { ModelEnv } from './models';
import type { Prompt } from './prompt';

/** The same for every model, so that their times and costs can be compared. */
const prompts: Record<Language, Prompt> = {
  en: {
    system: 'You sit in a council of experts. Answer in English, in one plain sentence of at most 25 words.',
    messages: [{ role: 'user', content: 'What makes a decision a good one?' }],
  },
  ru: {
    system: 'Вы участвуете в совете экспертов. Ответьте по-русски одним простым предложением, не длиннее 25 слов.',
    messages: [{ role: 'user', content: 'Что делает решение хорошим?' }],
  },
};

interface Means {
  ask(call: Omit<Call, 'model' | 'ref'>, signal: AbortSignal): Promise<Called>;
  clock: Clock;
  env: ModelEnv;
}

/** One call, never repeated: people want to see what happens. @throws SpeechFailure */
export async function takeSample(
  { model, connection, language, deadlineMs }: SampleRequest,
  onDelta: (text: string) => void,
  signal: AbortSignal,
  { ask, clock, env }: Means,
): Promise<Sample> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(failure('model.timeout', model)), deadlineMs);
  const began = clock.now();
  let firstTokenMs: number | null = null;
  const onChunk = (text: string) => {
    firstTokenMs ??= clock.now() - began;
    onDelta(text);
  };
  try {
    const call = { form: null, prompt: prompts[language], onChunk };
    const { raw, finish, tokens } = await ask(call, AbortSignal.any([signal, late.signal]));
    if (finish === 'content-filter') throw failure('model.refused', model);
    if (raw.trim() === '') throw failure('model.empty', model);
    const totalMs = clock.now() - began;
    const price = connection?.price ? { ...connection.price, known: true } : findPrice(model, env);
    const { input: inputTokens, output: outputTokens, known } = tokens;
    const microUsd = costOf(price, { inputTokens, outputTokens });
    const usage = { inputTokens, outputTokens, microUsd, known };
    return { firstTokenMs: firstTokenMs ?? totalMs, totalMs, usage, priced: price.known };
  } finally {
    clearTimeout(timer);
  }
}
