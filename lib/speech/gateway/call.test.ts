import { MockLanguageModelV4 } from 'ai/test';
import { afterEach, expect, test, vi } from 'vitest';
import { callModel, formOf } from './call';
import { checkModel, deploymentWay, openModel } from './models';

afterEach(() => void vi.useRealTimers());

const ref = { provider: 'openai', name: 'gpt-5' } as const;
const clock = { now: () => 0, wait: async () => undefined };
const prompt = { system: 's', messages: [{ role: 'user' as const, content: 'u' }] };

test('a model that accepts the call and says nothing for 30 s is given up', async () => {
  vi.useFakeTimers();
  const model = new MockLanguageModelV4({ doStream: async () => ({ stream: new ReadableStream() }) });
  const call = callModel(
    { model, ref, form: formOf('ballot'), prompt, onChunk: () => undefined },
    clock,
    new AbortController().signal,
  );
  const failed = expect(call).rejects.toMatchObject({ reason: { code: 'model.timeout' }, retryable: true });
  await vi.advanceTimersByTimeAsync(30_000);
  await failed;
});

const env = {
  OPENAI_API_KEY: 'key-for-tests',
  ANTHROPIC_API_KEY: 'key-for-tests',
  GOOGLE_GENERATIVE_AI_API_KEY: 'key-for-tests',
  AI_GATEWAY_API_KEY: 'key-for-tests',
  XIO_COMPATIBLE_URL: 'http://127.0.0.1:9/v1',
};

test.each(['openai', 'anthropic', 'google', 'gateway', 'compatible'] as const)(
  'a seat can have a model of %s as soon as its variable is set, and not before',
  async (provider) => {
    const model = { provider, name: 'some-model' };
    expect(checkModel({}, model)).toMatchObject({ ok: false, reason: { code: 'model.not_configured' } });
    expect(checkModel(env, model)).toEqual({ ok: true });
    expect(await openModel(deploymentWay(env, model), model)).toMatchObject({
      specificationVersion: 'v4',
      modelId: 'some-model',
    });
    await expect(openModel(deploymentWay({}, model), model)).rejects.toMatchObject({
      reason: { code: 'model.not_configured' },
      retryable: false,
    });
  },
);
