import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer } from '@/lib/council/answers.schema';
import { act } from './act';
import { type Fault, faultAt, refusal, type Schedule, spoil } from './faults';
import { readPrompt } from './read-prompt';
import { scribe } from './scribe';

export type { Fault, Schedule } from './faults';

/** An answer as it was meant, before its fault. */
type Meant = Answer | ReturnType<typeof scribe>;

interface Options {
  faults?: Schedule;
  /** Ms between two chunks; default 0. */
  chunkDelayMs?: number;
  /** Ms before it answers at all; default 0. */
  replyDelayMs?: number;
  /** Pieces of content of a streamed answer; default 24. */
  chunks?: number;
  /** Default: any free one. */
  port?: number;
  /** The only key that it takes; default: any, and none. */
  key?: string;
  /** The only models that it has; default: any. */
  models?: string[];
  /** Seconds, the header of a 429; default 0. */
  retryAfter?: string;
}

export interface SeenRequest {
  model: string;
  purpose: string | null;
  system: string;
  user: string;
  fault: Fault | null;
  streamed: boolean;
}

const bodySchema = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]),
    }),
  ),
  response_format: z.looseObject({ json_schema: z.looseObject({ name: z.string() }).optional() }).optional(),
});
type Body = z.infer<typeof bodySchema>;

/**
 * An OpenAI-compatible chat server on the loopback that plays the model: it reads the prompt and gives a valid
 * structured answer, or a fault by schedule. `url` is the base URL to configure.
 */
export async function startModelServer(options: Options = {}): Promise<{
  url: string;
  requests: SeenRequest[];
  /** Requests that it answered at the same time, at most. */
  most(): number;
  close(): Promise<void>;
}> {
  const requests: SeenRequest[] = [];
  const spoilt = new Map<string, Meant>();
  let [now, most] = [0, 0];
  const server = createServer((request, response) => {
    now += 1;
    most = Math.max(most, now);
    answer(request, response, options, requests, spoilt)
      .catch(() => response.destroy())
      .finally(() => {
        now -= 1;
      });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The model server has no port');
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${address.port}/v1`, requests, most: () => most, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: Options,
  requests: SeenRequest[],
  spoilt: Map<string, Meant>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  const of = (role: string) =>
    body.messages
      .filter((one) => one.role === role)
      .map(({ content }) => (typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('')))
      .join('\n\n');
  const named = body.response_format?.json_schema?.name;
  const seen = readPrompt(of('system'), of('user'), named);
  const scheduled = faultAt(options.faults ?? [], requests.length);
  const fault = scheduled === 'no_schema' && !body.response_format?.json_schema ? null : scheduled;
  requests.push({
    model: body.model,
    purpose: named?.startsWith('minutes_') ? named : seen.purpose,
    system: of('system'),
    user: of('user'),
    fault,
    streamed: body.stream === true,
  });

  if (options.replyDelayMs) await wait(options.replyDelayMs);
  const sent = request.headers.authorization ?? '';
  const asked = options.key !== undefined && sent !== `Bearer ${options.key}` ? 'key_refused' : fault;
  const told = options.models && !options.models.includes(body.model) ? 'unknown_model' : asked;
  const refused = told && refusal(told, options.retryAfter ?? '0', sent);
  if (refused) {
    response.writeHead(refused.status, { 'content-type': 'application/json', ...refused.headers });
    response.end(
      JSON.stringify({ error: { message: refused.message, type: 'invalid_request_error', code: null, param: null } }),
    );
    return;
  }
  if (fault === 'hang') return;
  if (!body.response_format) {
    const content = plainSentence(of('system'));
    await stream(
      response,
      body,
      { content, finish: 'stop', usage: usageOf(of('user'), content), drop: fault === 'dropped' },
      options,
    );
    return;
  }
  // Asked to repair, it gives the answer that it meant.
  const meant =
    [...spoilt].find(([broken]) => of('user').includes(broken))?.[1] ??
    (named?.startsWith('minutes_') ? scribe(named, of('user'), body.model) : act(seen));
  const content = fault === 'refusal' ? '' : spoil(fault, meant);
  if (fault && content) spoilt.set(content.slice(0, 8000), meant);
  const finish = fault === 'refusal' ? 'content_filter' : fault === 'cut_off' ? 'length' : 'stop';
  const usage = fault === 'no_usage' ? undefined : usageOf(of('system') + of('user'), content);
  if (body.stream) await stream(response, body, { content, finish, usage, drop: fault === 'dropped' }, options);
  else {
    response.writeHead(200, { 'content-type': 'application/json' });
    const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: finish };
    response.end(JSON.stringify({ ...head(body, 'chat.completion'), choices: [choice], usage }));
  }
}

/** What it says where no structure is asked for. */
const plainSentence = (system: string) =>
  /по-русски/.test(system)
    ? 'Хорошее решение называет цену, ответственного и день, когда его проверят.'
    : 'A good decision names its price, its owner and the day on which it is looked at again.';

interface Said {
  content: string;
  finish: string;
  usage: ReturnType<typeof usageOf> | undefined;
  drop: boolean;
}

async function stream(
  response: ServerResponse,
  body: Body,
  said: Said,
  { chunks = 24, chunkDelayMs = 0 }: Options,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const send = (part: object) =>
    response.write(`data: ${JSON.stringify({ ...head(body, 'chat.completion.chunk'), ...part })}\n\n`);
  const pieces = split(said.content, chunks);
  for (const [index, content] of pieces.entries()) {
    if (chunkDelayMs > 0 && index > 0) await wait(chunkDelayMs);
    if (response.destroyed) return;
    if (said.drop && index === Math.floor(chunks / 2)) {
      await wait(5);
      response.destroy();
      return;
    }
    send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: said.finish }] });
  if (said.usage) send({ choices: [], usage: said.usage });
  response.end('data: [DONE]\n\n');
}

const head = (body: Body, object: string) => ({ id: 'chatcmpl-1', object, created: 1_700_000_000, model: body.model });

function usageOf(prompt: string, content: string) {
  const input = Math.ceil(prompt.length / 4);
  const output = Math.ceil(content.length / 4);
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

/** Exactly `count` pieces (fewer for a text shorter than that). */
function split(text: string, count: number): string[] {
  const size = text.length / Math.min(count, Math.max(1, text.length));
  const edges = Array.from({ length: count + 1 }, (_, index) => Math.round(index * size));
  return edges
    .slice(1)
    .map((edge, index) => text.slice(edges[index], edge))
    .filter((piece) => piece !== '');
}
