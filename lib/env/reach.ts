import { z } from 'zod';
import { speaksNeon } from '@/db/address';

const postgres = 'must be a PostgreSQL address such as postgres://user:password@localhost:5432/xio';
const upstash = 'must be the REST address of an Upstash Redis such as https://eu1-name-12345.upstash.io';
export const web = 'must be a web address such as http://localhost:11434/v1';

export const secret = z.string().min(8, 'must be a key of at least 8 characters, without quotes');
export const postgresUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\/[^/]/.test(value) && URL.canParse(value), postgres);
export const webUrl = z.url({ protocol: /^https?$/, error: web });

const proxies = 'must be a whole number from 0 to 9: how many proxies of yours stand before the server';
const manyStreams = 'must be a whole number from 1 up, such as 2000';
const streams = z.coerce.number(manyStreams).pipe(z.int(manyStreams).min(1, manyStreams));

/** The variables that say where things are, and what streams may take: those that the edge reads, too. By web standards only. */
export const reachVariables = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or address such as 127.0.0.1')
    .default('127.0.0.1'),
  XIO_PUBLIC_URL: webUrl.optional(),
  XIO_PROXIES: z.coerce.number(proxies).pipe(z.int(proxies).min(0, proxies).max(9, proxies)).default(0),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DRIVER: z.enum(['pg', 'neon'], 'must be pg or neon').optional(),
  NEON_PROXY_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address of a proxy such as http://127.0.0.1:4444' })
    .optional(),
  UPSTASH_REDIS_REST_URL: z.url({ protocol: /^https?$/, error: upstash }).optional(),
  UPSTASH_REDIS_REST_TOKEN: secret.optional(),
  XIO_STREAM_RUNTIME: z.enum(['node', 'edge'], 'must be node or edge').optional(),
  XIO_STREAMS_A_RUN: streams.default(5_000),
  XIO_STREAMS_A_MEMBER: streams.default(2_000),
  XIO_STREAMS_AN_ORGANISATION: streams.default(20_000),
});

/** Generous: they keep a program that runs wild from taking the server from everybody else. */
export const rateTable = z.strictObject({
  token: z.int().positive().default(1200),
  member: z.int().positive().default(3000),
  address: z.int().positive().default(600),
});

type Reach = z.output<typeof reachVariables>;

/** What an edge handler reaches by fetch alone; null where the database or the Redis is of another kind. */
export function hostedBy({ DATABASE_URL: database, DATABASE_DRIVER: driver, ...env }: Reach) {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env;
  if (!database || !url || !token || !speaksNeon(database, driver)) return null;
  return { database, proxy: env.NEON_PROXY_URL, redis: { url, token } };
}

/** How many streams may be open at once, counted over all processes. */
export const streamLimits = (env: Reach) => ({
  run: env.XIO_STREAMS_A_RUN,
  member: env.XIO_STREAMS_A_MEMBER,
  organisation: env.XIO_STREAMS_AN_ORGANISATION,
});

/** Whether streams are served at the edge: as told, else wherever they can be. */
export const streamsAtEdge = (env: Reach): boolean =>
  env.XIO_STREAM_RUNTIME ? env.XIO_STREAM_RUNTIME === 'edge' : hostedBy(env) !== null;

/** The sentence for an edge that could reach nothing. */
export const streamProblem = (env: Reach): string | null =>
  env.XIO_STREAM_RUNTIME === 'edge' && !hostedBy(env)
    ? 'XIO_STREAM_RUNTIME is edge: that needs a Neon database (DATABASE_URL) and an Upstash Redis (UPSTASH_REDIS_REST_URL).'
    : null;

/** What the edge needs to have a run driven; checked in `lib/env.ts`, which keeps them as numbers and bytes. */
const driving = {
  PORT: z.string().optional(),
  XIO_DRIVE_SECONDS: z.string().optional(),
  XIO_SECRET_KEY: z.string().optional(),
  /** A file that it may name can't be read at the edge: then what is usual counts. */
  XIO_RATES: z.string().startsWith('{').optional().catch(undefined),
};

/** The variables of the edge. What is wrong with them was said when the server started. */
export function readReach(source: Record<string, string | undefined> = process.env) {
  const given = Object.entries(source).filter(([, value]) => value?.trim());
  return reachVariables.extend(driving).parse(Object.fromEntries(given));
}

/** How many requests a minute the edge lets through. */
export const ratesOf = ({ XIO_RATES: given = '{}' }: Pick<ReturnType<typeof readReach>, 'XIO_RATES'>) =>
  rateTable.parse(JSON.parse(given));
