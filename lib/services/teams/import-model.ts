import { z } from 'zod';
import { modelKey } from '@/lib/council/budget';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Lost } from './import-autogen';

const clientSchema = z.object({ provider: z.string().max(300), config: z.record(z.string(), z.unknown()) });

/** Which of our providers serves what an AutoGen client names; null for those that none of ours does. */
function providerOf(client: string, model: string, hasAddress: boolean): ModelRef['provider'] | null {
  if (/Azure|Bedrock/.test(client)) return null;
  if (/^gemini/i.test(model)) return 'google';
  if (/Anthropic/.test(client)) return 'anthropic';
  if (/Ollama|LlamaCpp/.test(client)) return 'compatible';
  if (/OpenAI/.test(client)) return hasAddress ? 'compatible' : 'openai';
  return null;
}

/** The model of an AutoGen model client, or the usual one where it can't be served here. Keys are not read. */
export function modelIn(
  client: unknown,
  path: string,
  { ready, usual }: { ready: (model: ModelRef) => boolean; usual: ModelRef },
  lost: Lost[],
): ModelRef {
  const { provider, config } = clientSchema.safeParse(client).data ?? { provider: '', config: {} };
  if (!provider) return usual;
  if (config.api_key) lost.push({ path: `${path}.config.api_key`, reason: 'secret' });
  if (config.base_url) lost.push({ path: `${path}.config.base_url`, reason: 'address' });
  const name = typeof config.model === 'string' ? config.model.trim().slice(0, 120) : '';
  const served = providerOf(provider.split('.').at(-1) ?? '', name, Boolean(config.base_url));
  const model = served && name ? { provider: served, name } : null;
  if (model && ready(model)) return model;
  const told = {
    model: name || provider.slice(0, 120),
    used: usual.provider === 'playbook' ? 'playbook' : modelKey(usual),
  };
  lost.push({ path, reason: 'model', args: told });
  return usual;
}
