import type { LanguageModel } from 'ai';
import type { Reason } from '../../council/events';
import type { ModelRef } from '../../council/team.schema';
import type { Env } from '../../env';
import { failure } from './failures';

/** The provider's side of the SDK: one call, one stream. */
export type Model = Extract<LanguageModel, { specificationVersion: 'v4' }>;

export type ModelEnv = Pick<
  Env,
  | 'OPENAI_API_KEY'
  | 'ANTHROPIC_API_KEY'
  | 'GOOGLE_GENERATIVE_AI_API_KEY'
  | 'AI_GATEWAY_API_KEY'
  | 'XIO_COMPATIBLE_URL'
  | 'XIO_COMPATIBLE_API_KEY'
  | 'XIO_PRICES'
> &
  Partial<Pick<Env, 'HOST' | 'XIO_PUBLIC_URL' | 'XIO_ALLOW_PRIVATE_MODELS'>>;

const needs = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  gateway: 'AI_GATEWAY_API_KEY',
  compatible: 'XIO_COMPATIBLE_URL',
} as const;

/** Whether a seat's model can be called here. The reason names the variable that is missing. */
export function checkModel(env: ModelEnv, model: ModelRef): { ok: true } | { ok: false; reason: Reason } {
  const variable = model.provider === 'playbook' ? null : needs[model.provider];
  if (variable === null || env[variable]) return { ok: true };
  return {
    ok: false,
    reason: { code: 'model.not_configured', args: { provider: model.provider, model: model.name, variable } },
  };
}

/** How a model is reached: the deployment's way, or an organisation's. */
export interface Way {
  apiKey: string | undefined;
  /** Of a compatible server. */
  url: string | undefined;
  /** For an address that a user named. */
  fetch?: typeof fetch;
}

export function deploymentWay(env: ModelEnv, { provider }: ModelRef): Way {
  const url = env.XIO_COMPATIBLE_URL;
  if (provider === 'playbook') return { apiKey: undefined, url };
  return { apiKey: provider === 'compatible' ? env.XIO_COMPATIBLE_API_KEY : env[needs[provider]], url };
}

/**
 * Opens a model; the provider's package is loaded on first use. `schema` false: for servers that refuse JSON schemas.
 * @throws SpeechFailure `model.not_configured`
 */
export async function openModel(way: Way, ref: ModelRef, schema = true): Promise<Model> {
  const missing = failure('model.not_configured', ref);
  const given = (value: string | undefined): string => {
    if (!value) throw missing;
    return value;
  };
  const { apiKey, url } = way;
  switch (ref.provider) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI({ apiKey: given(apiKey) })(ref.name);
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic({ apiKey: given(apiKey) })(ref.name);
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle({ apiKey: given(apiKey) })(ref.name);
    case 'gateway':
      return (await import('@ai-sdk/gateway')).createGateway({ apiKey: given(apiKey) })(ref.name);
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: 'compatible',
        baseURL: given(url),
        includeUsage: true,
        supportsStructuredOutputs: schema,
        ...(apiKey && { apiKey }),
        ...(way.fetch && { fetch: way.fetch }),
      })(ref.name);
    }
    case 'playbook':
      throw missing;
  }
}
