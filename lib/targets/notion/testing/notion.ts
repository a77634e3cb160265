import { RequestTimeoutError } from '@notionhq/client';
import { createEmulator, defineEmulator } from 'emulate';
import type { Clock } from '@/lib/ports/clock';
import { systemClock } from '@/lib/wiring/clock';
import { heldClock } from './clock';
import { titleOf } from './content';
import { handlers, type Scene } from './endpoints';
import { invalid, Refusal, refusalAnswer, refusalOf, unauthorized } from './errors';
import { type Fault, makeFaults } from './faults';
import { checkLimits } from './limits';
import { pageMarkdown } from './markdown';
import { personOf } from './person';
import { type Endpoint, loadShapes, type Requests } from './schemas';
import { newWorkspace, type Page, uuid } from './state';

const routes: Record<Endpoint, [method: string, path: string]> = {
  'users.me': ['GET', '/v1/users/me'],
  'users.list': ['GET', '/v1/users'],
  'users.retrieve': ['GET', '/v1/users/:user_id'],
  search: ['POST', '/v1/search'],
  'pages.create': ['POST', '/v1/pages'],
  'pages.retrieve': ['GET', '/v1/pages/:page_id'],
  'pages.update': ['PATCH', '/v1/pages/:page_id'],
  'databases.create': ['POST', '/v1/databases'],
  'databases.retrieve': ['GET', '/v1/databases/:database_id'],
  'databases.update': ['PATCH', '/v1/databases/:database_id'],
  'dataSources.retrieve': ['GET', '/v1/data_sources/:data_source_id'],
  'dataSources.update': ['PATCH', '/v1/data_sources/:data_source_id'],
  'dataSources.query': ['POST', '/v1/data_sources/:data_source_id/query'],
  'blocks.retrieve': ['GET', '/v1/blocks/:block_id'],
  'blocks.update': ['PATCH', '/v1/blocks/:block_id'],
  'blocks.delete': ['DELETE', '/v1/blocks/:block_id'],
  'blocks.children.list': ['GET', '/v1/blocks/:block_id/children'],
  'blocks.children.append': ['PATCH', '/v1/blocks/:block_id/children'],
  'oauth.token': ['POST', '/v1/oauth/token'],
};

export interface Call {
  endpoint: Endpoint;
  /** Ms since 1970, when it came. */
  at: number;
  /** 0 where no whole answer was given. */
  status: number;
  fault: Fault | null;
}

export interface NotionOptions {
  /** Time, which tests own; the true one where the twin listens. */
  clock?: Clock;
  /** On a free port of the loopback; else only through `fetch`. */
  listen?: boolean;
  /** How long queries and searches do not find a fresh page, ms. */
  hiddenMs?: number;
  /** Answers 429 where calls come faster than this on average; bursts of 3 seconds' worth are let pass. */
  callsPerSecond?: number;
}

export const oauthClient = { id: 'oauth-client', secret: 'oauth-secret' } as const;

/** What a twin of one process tells the test's own `fetch`, in place of an answer that never comes. */
const never = 'x-twin-never';
const inProcess = 'x-twin-in-process';

/** A Notion with a state: what XIO asks of it is checked, done and kept, and goes wrong as it is told. */
export async function startNotion(options: NotionOptions = {}) {
  const { listen = false, clock = listen ? systemClock : heldClock(), hiddenMs = 5_000, callsPerSecond } = options;
  const shapes = await loadShapes();
  const faults = makeFaults();
  const calls: Call[] = [];
  /** Answers of the twin that Notion could not have given: a fault of its own. */
  const mistakes: string[] = [];
  let state = newWorkspace();
  let origin = 'https://www.notion.so';
  let spent = { at: clock.now(), calls: 0 };
  const stop = new AbortController();

  function checkRate(): void {
    if (callsPerSecond === undefined) return;
    const now = clock.now();
    spent = { at: now, calls: Math.max(0, spent.calls - ((now - spent.at) / 1_000) * callsPerSecond) + 1 };
    if (spent.calls > callsPerSecond * 3) throw refusalOf(429, 1);
  }

  function checkSender(endpoint: Endpoint, request: Request): void {
    const sent = request.headers.get('authorization') ?? '';
    if (endpoint === 'oauth.token') {
      const wanted = Buffer.from(`${oauthClient.id}:${oauthClient.secret}`).toString('base64');
      if (sent !== `Basic ${wanted}`) throw unauthorized();
      return;
    }
    if (!state.tokens.includes(sent.replace(/^Bearer /, ''))) throw unauthorized();
    if (request.headers.get('notion-version') !== '2025-09-03')
      throw invalid('Notion-Version header is not supported.');
  }

  async function read(request: Request, path: Record<string, string>): Promise<Record<string, unknown>> {
    const url = new URL(request.url);
    const query = Object.fromEntries(
      [...new Set(url.searchParams.keys())].map((key): [string, unknown] => {
        const values = url.searchParams.getAll(key);
        return [key, key === 'page_size' ? Number(values[0]) : key === 'filter_properties' ? values : values[0]];
      }),
    );
    const text = await request.text();
    const body: unknown = text === '' ? {} : JSON.parse(text);
    checkLimits(body);
    return { ...path, ...query, ...Object(body) };
  }

  async function perform<E extends Endpoint>(endpoint: E, request: Request, path: Record<string, string>) {
    checkRate();
    checkSender(endpoint, request);
    const asked = await read(request, path);
    const wrong = shapes.wrongRequest(endpoint, asked);
    if (wrong) throw invalid(wrong);
    const scene: Scene = { state, now: clock.now(), origin, hiddenMs };
    const answer = handlers[endpoint](checked<E>(asked), scene);
    const mistaken = shapes.wrongAnswer(endpoint, answer);
    if (mistaken) {
      mistakes.push(`${endpoint}: ${mistaken}`);
      throw new Refusal(418, 'twin', `The twin's own answer is wrong: ${mistaken}`);
    }
    return JSON.stringify(answer);
  }

  async function answer(endpoint: Endpoint, request: Request, path: Record<string, string>): Promise<Response> {
    const fault = faults.take(endpoint);
    const call: Call = { endpoint, at: clock.now(), status: 0, fault };
    calls.push(call);
    const refuse = (one: Refusal) => {
      call.status = one.status;
      return refusalAnswer(one);
    };
    try {
      if (fault?.kind === 'slow') await clock.wait(fault.ms, stop.signal);
      if (!fault || fault.kind === 'slow' || fault.effect) {
        const done = await perform(endpoint, request, path);
        if (!fault || fault.kind === 'slow') {
          call.status = 200;
          return new Response(done, { headers: { 'content-type': 'application/json' } });
        }
        if (fault.kind === 'drop') return broken(done.slice(0, done.length / 2));
      }
    } catch (error) {
      if (error instanceof Refusal) return refuse(error);
      throw error;
    }
    if (fault.kind === 'answer') return refuse(refusalOf(fault.status, fault.retryAfterSeconds));
    return fault.kind === 'drop' ? broken('') : silence(request);
  }

  /** The connection ends before the answer does. */
  function broken(part: string): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(part === '' ? '{' : part)),
      pull: (controller) => controller.error(new TypeError('terminated')),
    });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  }

  async function silence(request: Request): Promise<Response> {
    if (request.headers.has(inProcess)) return new Response(null, { headers: { [never]: 'yes' } });
    await new Promise((resolve) => {
      for (const signal of [stop.signal, request.signal]) signal.addEventListener('abort', resolve);
    });
    return Response.error();
  }

  const definition = defineEmulator({
    name: 'notion',
    state: newWorkspace,
    cors: false,
    setup({ app, state: own }) {
      state = own;
      for (const [endpoint, [method, path]] of Object.entries(routes) as [Endpoint, [string, string]][]) {
        app.on(method, path, (c) => answer(endpoint, c.req.raw, pathOf(path, c.req.path)));
      }
      app.get('/v1/oauth/authorize', (c) => c.html(consentPage(new URL(c.req.url))));
      app.get('/:slug', (c) => {
        const page = state.things[uuid(c.req.param('slug').slice(-32))];
        return page?.kind === 'page' ? c.html(readingPage(page)) : c.notFound();
      });
    },
  });

  function consentPage(asked: URL): string {
    const back = (name: string, value: string) => {
      const to = new URL(asked.searchParams.get('redirect_uri') ?? '');
      to.searchParams.set(name, value);
      to.searchParams.set('state', asked.searchParams.get('state') ?? '');
      return to.href.replaceAll('&', '&amp;');
    };
    if (asked.searchParams.get('client_id') !== oauthClient.id) return '<p>Missing or invalid client_id.</p>';
    return `<!doctype html><title>Notion</title><h1>XIO wants to read and write pages that you choose</h1>
      <a href="${back('code', person.consent())}">Allow access</a> <a href="${back('error', 'access_denied')}">Cancel</a>`;
  }

  /** What a link to a page leads to. */
  const readingPage = (page: Page) =>
    `<!doctype html><meta charset="utf-8"><title>${escaped(titleOf(page))}</title><pre>${escaped(pageMarkdown(state, page))}</pre>`;

  const person = personOf(() => state, clock);
  const emulator = listen
    ? await createEmulator({ service: definition, port: 0 })
    : { ...(await createEmulator({ service: definition, listen: false })), url: 'http://notion.test' };
  const url = emulator.url.replace('localhost', '127.0.0.1');
  if (listen) origin = url;

  async function request(to: string, init?: object): Promise<Response> {
    const sent = new Request(to, init);
    sent.headers.set(inProcess, 'yes');
    const response = await emulator.fetch(sent);
    if (response.headers.has(never)) throw new RequestTimeoutError();
    return response;
  }

  return {
    /** For the client's `baseUrl`. */
    url,
    token: state.tokens[0] ?? '',
    clock,
    faults,
    person,
    calls,
    mistakes,
    /** For the client's `fetch`, where no port is wanted. */
    fetch: async (to: string, init?: object) => {
      const response = await request(to, init);
      const { ok, status, headers } = response;
      return { ok, status, headers, text: () => response.text() };
    },
    request,
    count: (endpoint?: Endpoint) => calls.filter((one) => !endpoint || one.endpoint === endpoint).length,
    state: () => state,
    /** A page as its reader sees it. */
    markdown: (pageId: string): string => {
      const page = state.things[pageId];
      if (page?.kind !== 'page') throw new Error(`there is no page ${pageId}`);
      return pageMarkdown(state, page);
    },
    snapshot: () => emulator.snapshot(),
    restore: emulator.restore,
    async reset(): Promise<void> {
      faults.clear();
      calls.length = 0;
      mistakes.length = 0;
      await emulator.reset();
    },
    async close(): Promise<void> {
      stop.abort();
      await emulator.close();
    },
  };
}
export type NotionTwin = Awaited<ReturnType<typeof startNotion>>;

const escaped = (text: string) => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);

/** Guaranteed by the JSON Schema that was made from this very type. */
const checked = <E extends Endpoint>(asked: Record<string, unknown>) => asked as Requests[E];

function pathOf(pattern: string, path: string): Record<string, string> {
  const parts = path.split('/');
  return Object.fromEntries(
    pattern.split('/').flatMap((name, i) => (name.startsWith(':') ? [[name.slice(1), parts[i] ?? '']] : [])),
  );
}
