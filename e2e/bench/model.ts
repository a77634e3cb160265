import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { act } from '../model-server/act';
import { readPrompt } from '../model-server/read-prompt';
import { preciseNow } from './children';
import { stampedWords, stampOf } from './stamps';

/**
 * An OpenAI-compatible model in a process of its own that has its answers ready: the first council of a kind teaches
 * it, later ones get the same bytes at once. The model's name says how many ms lie between two of its 24 chunks;
 * one that talks says stamped words first wherever all seats are asked at once and in public.
 */
const chunks = 24;

const manners = ['pace', 'talk'] as const;
export type Manner = (typeof manners)[number];
const talkative = new Set(['draft', 'review']);
/** How every answer begins: its text comes first. */
const opening = '{"text":"';

const bodySchema = z.looseObject({
  model: z.templateLiteral([z.enum(manners), '-', z.number()]),
  messages: z.array(
    z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(z.looseObject({ text: z.string() }))]) }),
  ),
  response_format: z.looseObject({ json_schema: z.looseObject({ name: z.string() }) }),
});

/** One call as the model saw it. `ms`: from the last byte of the question to the last byte of the answer. */
export interface ModelCall {
  body: string;
  purpose: string;
  ms: number;
}

const ready = new Map<string, Buffer[]>();
const asked = new Map<string, number>();
let kept: ModelCall[] | null = null;

const frame = (part: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, ...part })}\n\n`;

const pieceOf = (model: string, content: string): Buffer =>
  Buffer.from(frame({ model, choices: [{ index: 0, delta: { content }, finish_reason: null }] }));

function framesOf(model: string, content: string, prompt: string): Buffer[] {
  const size = content.length / chunks;
  const pieces = Array.from({ length: chunks }, (_, at) =>
    content.slice(Math.round(at * size), Math.round((at + 1) * size)),
  );
  const usage = { prompt_tokens: Math.ceil(prompt.length / 4), completion_tokens: Math.ceil(content.length / 4) };
  const end =
    frame({ model, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }) +
    frame({ model, choices: [], usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } });
  return [...pieces.map((piece) => pieceOf(model, piece)), Buffer.from(`${end}data: [DONE]\n\n`)];
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const received: Buffer[] = [];
  for await (const part of request) received.push(part);
  const began = performance.now();
  const body = Buffer.concat(received).toString('utf8');
  const { model, messages, response_format } = bodySchema.parse(JSON.parse(body));
  const of = (role: string) =>
    messages
      .filter((one) => one.role === role)
      .map(({ content }) => (typeof content === 'string' ? content : content.map((part) => part.text).join('')))
      .join('\n\n');
  const purpose = response_format.json_schema.name;
  const system = of('system');
  if (purpose === 'frame') asked.clear();
  const who = `${model} ${purpose} ${system.slice(0, 80)}`;
  const time = (asked.get(who) ?? 0) + 1;
  asked.set(who, time);
  const key = `${who} ${time}`;
  const said = () => JSON.stringify(act(readPrompt(system, of('user'), purpose)));
  const talks = model.startsWith('talk') && talkative.has(purpose);
  const frames = ready.get(key) ?? framesOf(model, talks ? said().slice(opening.length) : said(), system + of('user'));
  ready.set(key, frames);

  const pace = Number(model.slice('pace-'.length));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  if (talks) {
    response.write(pieceOf(model, opening));
    for (let word = 0; word < stampedWords && !response.destroyed; word++) {
      response.write(pieceOf(model, `${stampOf(preciseNow())} `));
      await wait(pace);
    }
  }
  for (const [index, bytes] of frames.entries()) {
    if (index > 0 && index < chunks) await (pace > 0 ? wait(pace) : turn());
    if (response.destroyed) return;
    response.write(bytes);
  }
  response.end();
  kept?.push({ body, purpose, ms: performance.now() - began });
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address?.port}/v1` });
});
process.on('message', (message) => {
  if (message === 'take') process.send?.({ calls: kept ?? [] });
  kept = message === 'keep' ? [] : null;
});
process.on('disconnect', () => process.exit());
