import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { Output, streamText } from 'ai';
import { z } from 'zod';
import { answerSchemas, type Purpose, purposeFields } from '@/lib/council/answers.schema';
import type { ModelCall } from './model';

const askedSchema = z.object({
  model: z.string(),
  max_tokens: z.number(),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  response_format: z.object({
    json_schema: z.object({ name: z.custom<Purpose>((name) => typeof name === 'string' && name in purposeFields) }),
  }),
});

/** Content of one line of an OpenAI-compatible stream. */
const contentOf = (line: string): string => {
  if (!line.startsWith('data: {')) return '';
  const part: { choices: { delta: { content?: string } }[] } = JSON.parse(line.slice(6));
  return part.choices[0]?.delta.content ?? '';
};

/** A bare loop of fetch calls: reads each stream, parses each answer. Returns wall ms. */
export async function bareLoop(url: string, calls: readonly ModelCall[]): Promise<number> {
  const began = performance.now();
  for (const { body } of calls) {
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (!response.body) throw new Error('No stream');
    const decoder = new TextDecoder();
    let carry = '';
    let content = '';
    for await (const bytes of response.body) {
      const lines = (carry + decoder.decode(bytes, { stream: true })).split('\n');
      carry = lines.pop() ?? '';
      for (const line of lines) content += contentOf(line);
    }
    JSON.parse(content);
  }
  return performance.now() - began;
}

/** The same questions by the AI SDK in a bare loop, with structured output of the same schemas. Returns wall ms. */
export function sdkLoop(url: string): (calls: readonly ModelCall[]) => Promise<number> {
  const provider = createOpenAICompatible({
    name: 'compatible',
    baseURL: url,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
  const outputs = new Map<Purpose, ReturnType<typeof outputOf>>();
  return async (calls) => {
    const asked = calls.map(({ body }) => askedSchema.parse(JSON.parse(body)));
    const began = performance.now();
    for (const { model, max_tokens, messages, response_format } of asked) {
      const purpose = response_format.json_schema.name;
      const output = outputs.get(purpose) ?? outputOf(purpose);
      outputs.set(purpose, output);
      const result = streamText({
        model: provider(model),
        instructions: messages[0].content,
        messages: [{ role: 'user', content: messages[1].content }],
        maxOutputTokens: max_tokens,
        output,
      });
      for await (const _ of result.textStream);
      if ((await result.output).text === '') throw new Error('An empty answer');
    }
    return performance.now() - began;
  };
}

const outputOf = (purpose: Purpose) => Output.object({ schema: answerSchemas[purpose], name: purpose });
