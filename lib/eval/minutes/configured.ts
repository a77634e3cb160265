import { setTimeout as sleep } from 'node:timers/promises';
import { modelKey } from '@/lib/council/budget';
import { type ModelRef, modelSchema } from '@/lib/council/team.schema';
import { readEnv } from '@/lib/env';
import type { Clock } from '@/lib/ports/clock';
import { createSpeech } from '@/lib/speech';
import { createLogger } from '@/lib/telemetry/log';
import { type Taker, takerBy } from './takers';

const clock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};

/** Models that are measured beside the rules: the deployment's usual one, and each `--model provider:name`. */
export function configuredTakers(args: readonly string[]): Record<string, Taker> {
  const env = readEnv();
  const named = args.flatMap((arg, at): ModelRef[] => {
    if (arg !== '--model') return [];
    const [provider, ...name] = (args[at + 1] ?? '').split(':');
    return [modelSchema.parse({ provider, name: name.join(':') })];
  });
  const models = [...(env.XIO_MODEL ? [env.XIO_MODEL] : []), ...named].filter((one) => one.provider !== 'playbook');
  const speech = createSpeech(env, clock, createLogger('silent'));
  return Object.fromEntries(models.map((model) => [modelKey(model), takerBy(model, speech, clock)]));
}
