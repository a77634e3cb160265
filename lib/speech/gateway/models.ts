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
>;

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

/**
 * Opens a model; the provider's package is loaded on first use. `schema` false: for servers that refuse JSON schemas.
 * @throws SpeechFailure `model.not_configured`
 */
export async function openModel(env: ModelEnv, ref: ModelRef, schema = true): Promise<Model> {
  const missing = failure('model.not_configured', ref);
  const key = (value: string | undefined): string => {
    if (!value) throw missing;
    return value;
  };
  switch (ref.provider) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI({ apiKey: key(env.OPENAI_API_KEY) })(ref.name);
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic({ apiKey: key(env.ANTHROPIC_API_KEY) })(ref.name);
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle({ apiKey: key(env.GOOGLE_GENERATIVE_AI_API_KEY) })(ref.name);
    case 'gateway':
      return (await import('@ai-sdk/gateway')).createGateway({ apiKey: key(env.AI_GATEWAY_API_KEY) })(ref.name);
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: 'compatible',
        baseURL: key(env.XIO_COMPATIBLE_URL),
        includeUsage: true,
        supportsStructuredOutputs: schema,
        ...(env.XIO_COMPATIBLE_API_KEY && { apiKey: env.XIO_COMPATIBLE_API_KEY }),
      })(ref.name);
    }
    case 'playbook':
      throw missing;
  }
}
