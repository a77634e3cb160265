import { randomBytes } from 'node:crypto';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { newId } from '@/db/schema';
import { startNeonProxy } from '@/db/testing.neon-proxy';
import { readEnv } from '../env';
import { readReach } from '../env/reach';
import type { Signal } from '../ports/signal';
import type { Context, Member, OrgRole } from '../services/context';
import { createTestServices } from '../services/testing';
import { createMemorySignal } from '../signal/memory-signal';
import { runCreated } from '../store/fixtures';
import { insertRun } from '../store/insert-run';
import { createLogger } from '../telemetry/log';
import { buildContext } from '../wiring';
import { buildEdgeContext } from '../wiring/edge';
import { openSession } from './sessions';

type Params = Record<string, string>;
const handlerSchema = z.custom<(request: Request, route: { params: Promise<Params> }) => Promise<Response>>(
  (value) => typeof value === 'function',
);

export const routeFiles = globSync('app/**/route.{ts,tsx}').sort();

/** The path that Next serves a file of `app/` at, parameters as `[id]`. */
export const pathOf = (file: string) =>
  `/${file
    .replace(/^app\//, '')
    .replace(/(^|\/)(page|route)\.tsx?$/, '')
    .replace(/\([\w-]+\)\/?/g, '')}`.replace(/(.)\/$/, '$1');

export async function routeModule(file: string): Promise<Record<string, unknown>> {
  return import(resolve(file));
}

const bodyOf = (body: unknown) =>
  body instanceof ReadableStream
    ? { body, duplex: 'half' as const }
    : { body: typeof body === 'string' ? body : JSON.stringify(body) };

/** Finds the handler of an address as Next does: a fixed name before a parameter. */
async function handlerOf(method: string, pathname: string) {
  const candidates = routeFiles
    .map((file) => ({
      file,
      pattern: new RegExp(
        `^${pathOf(file)
          .replace(/[.]/g, '\\.')
          .replace(/\[(\w+)\]/g, '(?<$1>[^/]+)')}$`,
      ),
    }))
    .filter(({ pattern }) => pattern.test(pathname))
    .sort((a, b) => a.pattern.source.length - b.pattern.source.length);
  const found = candidates[0];
  if (!found) throw new Error(`no route at ${pathname}`);
  const params: Params = { ...found.pattern.exec(pathname)?.groups };
  return { handler: handlerSchema.parse((await routeModule(found.file))[method]), params };
}

export interface Call {
  token?: string | null;
  /** Sent as JSON unless it is a string or a stream. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The real handlers on a database of their own, with the embedded experts at no pace; the edge hears by `edgeSignal`. */
export async function createTestApi(
  over: Partial<Context> = {},
  edgeSignal: Signal = createMemorySignal(),
  variables: Record<string, string> = {},
) {
  const services = await createTestServices();
  const { db, url } = services;
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: url,
    XIO_LOG_LEVEL: 'silent',
    XIO_PLAYBOOK_PACE: '0',
    XIO_SECRET_KEY: randomBytes(32).toString('base64'),
    ...variables,
  });
  const context = buildContext({ db, directUrl: url }, { env, logger: createLogger('silent'), ...over });
  globalThis.xioContext = Promise.resolve(context);
  const neon = await startNeonProxy(url);
  const reach = { DATABASE_URL: url, DATABASE_DRIVER: 'neon', NEON_PROXY_URL: neon.url };
  const upstash = { UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1', UPSTASH_REDIS_REST_TOKEN: 'not asked' };
  globalThis.xioEdge = buildEdgeContext(readReach({ ...reach, ...upstash }), edgeSignal);
  const signIn = async (orgId: string, role: OrgRole): Promise<{ who: Member; token: string }> => {
    const who = await services.newMember(orgId, role);
    return { who, token: await openSession(db, who) };
  };
  /** A run that nobody drives until a control or a sweep finds it. */
  const newRun = async (who: Member, meetingId: string): Promise<string> => {
    const event = { ...runCreated(newId(), meetingId), by: { userId: who.userId, name: who.name } };
    await db.transaction((tx) => insertRun(tx, { orgId: who.orgId, teamId: null, event }));
    return event.runId;
  };
  const call = async (method: string, path: string, { token, body, headers, signal }: Call = {}) => {
    const address = new URL(path, 'http://127.0.0.1:3000');
    const { handler, params } = await handlerOf(method, decodeURI(address.pathname));
    const request = new Request(address, {
      method,
      headers: {
        host: '127.0.0.1:3000',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : bodyOf(body)),
      ...(signal ? { signal } : {}),
    });
    return handler(request, { params: Promise.resolve(params) });
  };
  const close = async () => {
    globalThis.xioContext = undefined;
    globalThis.xioEdge = undefined;
    await neon.close();
    await context.drivers.leave();
    await context.jobs.stop();
    await context.signal.close();
    await services.close();
  };
  return { ...services, context, neon, signIn, newRun, call, close };
}
