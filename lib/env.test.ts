import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv, variables } from './env';

describe('the environment', () => {
  it('needs nothing to be set, so that two commands are enough', () => {
    expect(readEnv({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, XIO_DATA_DIR: '.xio', XIO_PLAYBOOK_PACE: 1 });
    expect(readEnv({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    ['DATABASE_URL', 'mysql://localhost/xio', 'postgres://user:password@localhost:5432/xio'],
    ['PORT', '70000', 'from 1 to 65535'],
    ['PORT', 'http', 'from 1 to 65535'],
    ['XIO_PLAYBOOK_PACE', '-1', 'a number from 0'],
    ['XIO_MODEL', 'gpt-5', 'provider:name'],
    ['XIO_PRICES', '{"openai:x":{"input":"1"}}', 'USD per million tokens'],
    ['XIO_PRICES', '/no/such/file.json', 'USD per million tokens'],
    ['XIO_LEASE_SECONDS', '0', 'seconds from 1 to 300'],
    ['XIO_LOG_LEVEL', 'loud', 'fatal, error, warn'],
    ['REDIS_URL', 'localhost:6379', 'redis://user:password@localhost:6379'],
    ['REDIS_URL', 'redis://localhost/main', 'redis://user:password@localhost:6379'],
    ['UPSTASH_REDIS_REST_URL', 'redis://x.upstash.io', 'https://eu1-name-12345.upstash.io'],
    ['SMTP_URL', 'mail.example.com:587', 'smtp://user:password@mail.example.com:587'],
    ['SMTP_FROM', 'XIO', 'XIO <xio@example.com>'],
    ['XIO_REMIND_HOURS', '0', 'hours above 0'],
    ['XIO_COMPATIBLE_URL', 'localhost', 'http://localhost:11434/v1'],
    ['XIO_NOTION_URL', 'api.notion.com', 'https://api.notion.com'],
    ['NOTION_OAUTH_CLIENT_ID', 'a b', 'OAuth client id'],
  ])('tells the owner what is wrong with %s=%s', (name, value, sentence) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^${name} must be .*${sentence}`));
  });

  it('names every wrong variable at once and echoes no secret', () => {
    const read = () => readEnv({ PORT: 'x', OPENAI_API_KEY: 'hunter2' });
    expect(read).toThrow(/PORT must[\s\S]*OPENAI_API_KEY must/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('stops the start when the chosen model cannot be reached', () => {
    expect(() => readEnv({ XIO_MODEL: 'openai:gpt-5-mini' })).toThrow(
      /^OPENAI_API_KEY is missing: XIO_MODEL is openai:gpt-5-mini/,
    );
    expect(() => readEnv({ XIO_MODEL: 'compatible:llama3' })).toThrow(/XIO_COMPATIBLE_URL must be a web address/);
    const env = readEnv({ XIO_MODEL: 'compatible:llama3:8b', XIO_COMPATIBLE_URL: 'http://localhost:11434/v1' });
    expect(env.XIO_MODEL).toEqual({ provider: 'compatible', name: 'llama3:8b' });
  });

  it('does not start with a mail server that nobody sends from', () => {
    expect(() => readEnv({ SMTP_URL: 'smtp://127.0.0.1' })).toThrow(/^SMTP_FROM is missing/);
  });

  it('does not start with an Upstash that it has no token for, or with two Redises that would know half each', () => {
    const upstash = { UPSTASH_REDIS_REST_URL: 'https://x.upstash.io', UPSTASH_REDIS_REST_TOKEN: 'abcdefgh' };
    expect(() => readEnv({ ...upstash, UPSTASH_REDIS_REST_TOKEN: '' })).toThrow(/^UPSTASH_REDIS_REST_TOKEN is missing/);
    expect(() => readEnv({ ...upstash, REDIS_URL: 'redis://localhost' })).toThrow(/are both set/);
  });

  it('does not start with streams at an edge that could reach neither database nor Redis', () => {
    expect(() => readEnv({ XIO_STREAM_RUNTIME: 'edge', DATABASE_URL: 'postgres://xio@127.0.0.1/xio' })).toThrow(
      /^XIO_STREAM_RUNTIME is edge: that needs/,
    );
    expect(readEnv({ XIO_STREAM_RUNTIME: 'node' }).XIO_STREAM_RUNTIME).toBe('node');
  });

  it('does not start with half of what Notion knows it by: else people are sent there for nothing', () => {
    expect(() => readEnv({ NOTION_OAUTH_CLIENT_ID: '12345678' })).toThrow(/^NOTION_OAUTH_CLIENT_SECRET is missing/);
    expect(() => readEnv({ NOTION_OAUTH_CLIENT_SECRET: '12345678' })).toThrow(/^NOTION_OAUTH_CLIENT_ID is missing/);
  });

  it('turns prices in USD into micro-USD', () => {
    const env = readEnv({ XIO_PRICES: '{"openai:gpt-5-mini":{"input":0.25,"output":2}}' });
    expect(env.XIO_PRICES).toEqual({ 'openai:gpt-5-mini': { input: 250_000, output: 2_000_000 } });
  });

  it('is explained variable by variable in .env.example', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const explained = [...example.matchAll(/^# ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(explained.sort()).toEqual(Object.keys(variables.shape).sort());
  });
});
