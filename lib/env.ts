import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Price } from './council/events';
import type { ModelRef } from './council/team.schema';
import { postgresUrl, rateTable, reachVariables, secret, streamProblem, web, webUrl } from './env/reach';

const port = 'must be a whole number from 1 to 65535, such as 3000';
const model = 'must be provider:name with one of the providers openai, anthropic, google, gateway, compatible';
const prices =
  'must be JSON, or the path of a JSON file, such as {"openai:gpt-5-mini":{"input":0.25,"output":2}} (USD per million tokens)';
const redis = 'must be the address of a Redis such as redis://user:password@localhost:6379';
const smtp = 'must be the address of a mail server such as smtp://user:password@mail.example.com:587';
const senderSentence = 'must be the sender of mails such as XIO <xio@example.com>';
const sender = /^[^\r\n]*[^\s@<]@[^\s@>]+>?$/;
const hours = 'must be a number of hours above 0 and at most 720, such as 24';
const grace = 'must be a number of seconds from 0 to 300, such as 20';
const drive = 'must be a number of seconds from 1 to 86400, such as 300';
const atOnce = 'must be a whole number from 1 up, such as 200';
const quota =
  'must be JSON, or the path of a JSON file, such as {"organisation":{"runs_a_day":100},"member":{"runs_at_once":5}}';
const rates = 'must be JSON, or the path of a JSON file, such as {"token":1200,"member":3000,"address":600}';
const share = 'must be a number from 0 to 1, such as 0.1';
const rate = 'must be a number of calls a second above 0 and at most 100, such as 3';
const metricsToken = 'must be 20 to 200 letters, digits, _ or -, such as `openssl rand -hex 32` prints';
const secretKey = 'must be 32 bytes in base64, such as `openssl rand -base64 32` prints';

const dnsServers = 'must be addresses of name servers such as 9.9.9.9 or 127.0.0.1:5353, with commas between them';
const dnsList = /^[0-9a-f.:[\]]+([\s,]+[0-9a-f.:[\]]+)*$/i;

const redisUrl = z
  .string()
  .refine((value) => /^rediss?:\/\/[^/]/.test(value) && /^\/?\d*$/.test(URL.parse(value)?.pathname ?? '?'), redis);
const smtpUrl = z.string().refine((value) => /^smtps?:\/\/[^/]/.test(value) && URL.canParse(value), smtp);
const number = (sentence: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, sentence)
    .transform(Number);

const keyBytes = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, secretKey)
  .transform((value) => Buffer.from(value, 'base64'));

const provider = z.enum(['openai', 'anthropic', 'google', 'gateway', 'compatible']);

const modelRef = z.string().transform((value, context): ModelRef => {
  const [, prefix, name] = /^(\w+):(\S{1,120})$/.exec(value) ?? [];
  const known = provider.safeParse(prefix);
  if (known.success && name) return { provider: known.data, name };
  context.addIssue({ code: 'custom', message: `${model}, such as openai:gpt-5-mini` });
  return z.NEVER;
});

const priceTable = z.record(
  z.string().regex(/^\w+:\S+$/),
  z.strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() }),
);

/** From USD to micro-USD, both per million tokens. */
const priceOverrides = z.string().transform((value, context): Record<string, Price> => {
  try {
    const table = priceTable.parse(JSON.parse(value.trimStart().startsWith('{') ? value : readFileSync(value, 'utf8')));
    const micro = (usd: number) => Math.round(usd * 1_000_000);
    return Object.fromEntries(
      Object.entries(table).map(([name, { input, output }]) => [name, { input: micro(input), output: micro(output) }]),
    );
  } catch {
    context.addIssue({ code: 'custom', message: prices });
    return z.NEVER;
  }
});

const most = z.number().nonnegative();

/** Generous: they keep one organisation, or a program that runs wild, from taking everything. */
const quotaTable = z.strictObject({
  organisation: z
    .strictObject({
      runs_at_once: most.default(500),
      runs_a_day: most.default(10_000),
      tokens_a_day: most.default(1e9),
      tokens_a_month: most.default(1e10),
      usd_a_day: most.default(2_000),
      usd_a_month: most.default(20_000),
      usd_a_transcript: most.default(20),
    })
    .prefault({}),
  member: z.strictObject({ runs_at_once: most.default(200), runs_a_day: most.default(2_000) }).prefault({}),
});

const quotas = z.string().transform((value, context): z.output<typeof quotaTable> => {
  try {
    return quotaTable.parse(JSON.parse(value.trimStart().startsWith('{') ? value : readFileSync(value, 'utf8')));
  } catch {
    context.addIssue({ code: 'custom', message: quota });
    return z.NEVER;
  }
});

const requestRates = z.string().transform((value, context): z.output<typeof rateTable> => {
  try {
    return rateTable.parse(JSON.parse(value.trimStart().startsWith('{') ? value : readFileSync(value, 'utf8')));
  } catch {
    context.addIssue({ code: 'custom', message: rates });
    return z.NEVER;
  }
});

/** Every variable that XIO reads; `.env.example` explains the same ones. To add one: a line here and one there. */
export const variables = reachVariables.extend({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development'),
  PORT: number(port).pipe(z.int(port).min(1, port).max(65535, port)).default(3000),
  XIO_DATA_DIR: z.string().default('.xio'),
  DATABASE_URL_DIRECT: postgresUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  XIO_LEASE_SECONDS: number('must be a number of seconds from 1 to 300, such as 10')
    .refine((seconds) => seconds >= 1 && seconds <= 300, 'must be a number of seconds from 1 to 300, such as 10')
    .default(10),
  XIO_GRACE_SECONDS: number(grace)
    .refine((seconds) => seconds <= 300, grace)
    .default(20),
  XIO_DRIVE_SECONDS: number(drive)
    .refine((seconds) => seconds >= 1 && seconds <= 86_400, drive)
    .optional(),
  XIO_QUOTAS: quotas.prefault('{}'),
  XIO_RATES: requestRates.prefault('{}'),
  XIO_RUNS_AT_ONCE: number(atOnce).pipe(z.int(atOnce).min(1, atOnce)).default(200),
  CRON_SECRET: secret.optional(),
  XIO_PLAYBOOK_PACE: number('must be a number from 0 (instant) up, such as 1').default(1),
  XIO_MODEL: modelRef.optional(),
  OPENAI_API_KEY: secret.optional(),
  ANTHROPIC_API_KEY: secret.optional(),
  GOOGLE_GENERATIVE_AI_API_KEY: secret.optional(),
  AI_GATEWAY_API_KEY: secret.optional(),
  XIO_COMPATIBLE_URL: webUrl.optional(),
  XIO_COMPATIBLE_API_KEY: secret.optional(),
  XIO_PRICES: priceOverrides.optional(),
  XIO_SECRET_KEY: keyBytes.optional(),
  XIO_SECRET_KEY_OLD: keyBytes.optional(),
  XIO_SECRETS_DIR: z.string().optional(),
  NOTION_OAUTH_CLIENT_ID: z
    .string()
    .regex(/^[\w-]{8,100}$/, 'must be the OAuth client id of your Notion integration, without quotes')
    .optional(),
  NOTION_OAUTH_CLIENT_SECRET: secret.optional(),
  XIO_NOTION_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address of Notion’s API such as https://api.notion.com' })
    .default('https://api.notion.com'),
  XIO_ALLOW_PRIVATE_MODELS: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(false),
  XIO_DNS_SERVERS: z
    .string()
    .regex(dnsList, dnsServers)
    .transform((value) => value.split(/[\s,]+/))
    .optional(),
  SMTP_URL: smtpUrl.optional(),
  SMTP_FROM: z.string().regex(sender, senderSentence).optional(),
  XIO_REMIND_HOURS: number(hours)
    .refine((value) => value > 0 && value <= 720, hours)
    .default(24),
  XIO_NOTION_RATE: number(rate)
    .refine((value) => value > 0 && value <= 100, rate)
    .default(3),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl.optional(),
  OTEL_SDK_DISABLED: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(false),
  OTEL_TRACES_SAMPLER_ARG: number(share)
    .refine((value) => value <= 1, share)
    .default(1),
  XIO_METRICS_TOKEN: z
    .string()
    .regex(/^[\w-]{20,200}$/, metricsToken)
    .optional(),
  XIO_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

/**
 * `XIO_PRICES` in micro-USD per million tokens, `XIO_…_SECONDS` in seconds, `XIO_REMIND_HOURS` in hours,
 * `XIO_PLAYBOOK_PACE` a factor.
 */
export type Env = z.output<typeof variables>;

/** What each provider of `XIO_MODEL` needs to be reached. */
const needs = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  gateway: 'AI_GATEWAY_API_KEY',
  compatible: 'XIO_COMPATIBLE_URL',
} as const;

/** One sentence for each variable that is wrong or missing. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/**
 * Reads and checks the environment; an empty value counts as absent.
 * @throws EnvError naming each variable that is wrong or missing and what it must look like; no value is echoed.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value?.trim());
  const parsed = variables.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));
  }
  const chosen = parsed.data.XIO_MODEL;
  const needed = chosen && chosen.provider !== 'playbook' ? needs[chosen.provider] : undefined;
  if (chosen && needed && !parsed.data[needed]) {
    const what = needed === 'XIO_COMPATIBLE_URL' ? web : 'must hold its key';
    throw new EnvError(`${needed} is missing: XIO_MODEL is ${chosen.provider}:${chosen.name}, so ${needed} ${what}.`);
  }
  if (parsed.data.UPSTASH_REDIS_REST_URL && !parsed.data.UPSTASH_REDIS_REST_TOKEN) {
    throw new EnvError(
      'UPSTASH_REDIS_REST_TOKEN is missing: UPSTASH_REDIS_REST_URL is set, so it must hold its token.',
    );
  }
  if (parsed.data.UPSTASH_REDIS_REST_URL && parsed.data.REDIS_URL) {
    throw new EnvError('REDIS_URL and UPSTASH_REDIS_REST_URL are both set: one Redis is enough, so take one away.');
  }
  const { NOTION_OAUTH_CLIENT_ID: client, NOTION_OAUTH_CLIENT_SECRET: clientSecret } = parsed.data;
  if (Boolean(client) !== Boolean(clientSecret)) {
    const [there, missing] = ['NOTION_OAUTH_CLIENT_ID', 'NOTION_OAUTH_CLIENT_SECRET'];
    throw new EnvError(
      client
        ? `${missing} is missing: ${there} is set, so it must hold its secret.`
        : `${there} is missing: ${missing} is set, so it must say whose secret that is.`,
    );
  }
  const streams = streamProblem(parsed.data);
  if (streams) throw new EnvError(streams);
  if (parsed.data.SMTP_URL && !parsed.data.SMTP_FROM) {
    throw new EnvError(`SMTP_FROM is missing: SMTP_URL is set, so SMTP_FROM ${senderSentence}.`);
  }
  return parsed.data;
}

/** Where and how a terminal program was started; npm changes the folder and keeps the user's in `INIT_CWD`. */
export const surroundings = (source: Record<string, string | undefined> = process.env) => ({
  folder: source.INIT_CWD ?? process.cwd(),
  /** The terminal can't move its cursor. */
  dumb: source.TERM === 'dumb',
  desktop: Boolean(source.DISPLAY || source.WAYLAND_DISPLAY) || ['darwin', 'win32'].includes(process.platform),
});

/** next-auth learns its own address from the environment alone. */
export const tellNextAuth = (address: string): void => {
  process.env.NEXTAUTH_URL = address;
};

/** Which fold this build has, by its sources: what another one kept may be of another shape. Where nothing was built, this process alone. */
export const foldVersion: string = process.env.XIO_FOLD ?? globalThis.crypto.randomUUID();
