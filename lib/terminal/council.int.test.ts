import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meetings, runs } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing';
import { citationProblem } from '@/lib/council/citations';
import { fold } from '@/lib/council/evolve';
import { variables } from '@/lib/env';
import { decisionSchema } from '@/lib/services/artifacts/schemas';
import { fromStreamEvent, type StreamEvent } from '@/lib/wire/stream-event';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'xio-terminal-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const neutral = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, '']));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Around {
  env?: Record<string, string>;
  /** False: whoever reads its output leaves at once. */
  read?: boolean;
  /** Sent when the output shows this for the first time. */
  signal?: { name: 'SIGINT' | 'SIGTERM'; at: string };
}

/** The command as npm runs it, on a database of its own. */
function council(args: string[], { env = {}, read = true, signal }: Around = {}) {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/terminal/council.ts', ...args], {
      env: {
        ...process.env,
        ...neutral,
        INIT_CWD: folder,
        LANG: 'en_US.UTF-8',
        LC_ALL: 'en_US.UTF-8',
        NODE_ENV: 'production',
        DATABASE_URL: database.url,
        XIO_PLAYBOOK_PACE: '0',
        ...env,
      },
    });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    let waits = signal;
    if (!read) child.stdout.destroy();
    child.stdout.setEncoding('utf8').on('data', (text) => {
      ended.stdout += text;
      if (!waits || !ended.stdout.includes(waits.at)) return;
      child.kill(waits.name);
      waits = undefined;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (ended.stderr += text));
    child.once('error', reject).once('close', (code) => resolve({ ...ended, code }));
  });
}

const example = (name: string) => join(process.cwd(), 'lib/examples', `${name}.md`);
const text = (path: string) => readFile(join(folder, path), 'utf8');
const eventsIn = async (path: string) =>
  (await text(path))
    .trimEnd()
    .split('\n')
    .map((line): StreamEvent => JSON.parse(line));
const count = async () => (await database.db.select().from(meetings)).length;
/** Runs of three or more Latin words: what a Russian reader would stumble over. */
const english = /(\b[A-Za-z]{2,}\b[ ,]+){2}\b[A-Za-z]{2,}\b/;

describe('npm run council', () => {
  it('holds the English agenda and writes log and events: else there is nothing to take home', async () => {
    const { code, stdout, stderr } = await council([example('dockershim-removal'), '--out', 'en']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/Scripted experts/g)).toHaveLength(2);
    expect(stdout).toMatch(/^── Decided ─/m);
    expect(stdout).not.toContain('\u001b');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);

    const decision = decisionSchema.parse(JSON.parse(await text('en/decision.json')));
    expect(decision.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await text('en/decision.md')).toContain(decision.contentHash);
    const events = await eventsIn('en/events.ndjson');
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    const state = fold(events.map(fromStreamEvent));
    expect(state.outcome).toBe('decided');
    expect(decision.log.rationale.map((one) => citationProblem(state, one)).filter(Boolean)).toEqual([]);
  });

  it('holds the Russian agenda in Russian throughout: else its readers meet words they cannot use', async () => {
    const { code, stdout } = await council([example('billing-monolith.ru'), '--out', 'ru']);
    expect([0, 3]).toContain(code);
    expect(stdout.match(/Эксперты по сценарию/g)).toHaveLength(2);
    const lines = [...stdout.split('\n'), ...(await text('ru/decision.md')).split('\n')];
    expect(lines.filter((line) => english.test(line))).toEqual([]);
  });

  it('goes on when nobody reads its output any more: else `| head` would cost the decision', async () => {
    const { code } = await council([example('school-meals'), '--out', 'unread'], { read: false });
    expect([0, 3]).toContain(code);
    expect((await eventsIn('unread/events.ndjson')).at(-1)?.name).toBe('run-finished');
  });
});

describe('a signal', () => {
  const slow = { XIO_PLAYBOOK_PACE: '16', XIO_LEASE_SECONDS: '1' };

  it('Ctrl-C wraps up and still writes the log: else who is in a hurry loses everything', async () => {
    const { code, stdout } = await council([example('dockershim-removal'), '--out', 'hurry'], {
      env: slow,
      signal: { name: 'SIGINT', at: '── Drafts' },
    });
    expect(code).toBe(3);
    expect(stdout).toContain('asked to wrap up');
    expect(stdout).toContain('What is missing');
    expect(decisionSchema.parse(JSON.parse(await text('hurry/decision.json'))).log.status).toBe('escalated');
  });

  it('SIGTERM leaves the run to whoever comes next: else a stopped machine ends a meeting', async () => {
    const { code, stdout } = await council([example('dockershim-removal'), '--out', 'left'], {
      env: slow,
      signal: { name: 'SIGTERM', at: '── Drafts' },
    });
    expect(code).toBe(143);
    expect(stdout).toContain('goes on when XIO runs next');
    const left = await database.db.select().from(runs).where(eq(runs.status, 'running'));
    expect(left).toMatchObject([{ needsDriver: true, leaseOwner: null }]);
  });
});

describe('a council that is to be exported', () => {
  it('says what was delivered, and where it lies', async () => {
    const { code, stdout } = await council([example('school-meals'), '--out', 'exported', '--export', 'file']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Exporting 1 artifact/);
    expect(stdout).toMatch(/: delivered\.\n\s+\/api\/v1\/exports\/\S+\/files\/md\n/);
  });

  it('is not held where there is no such integration: else its end finds nowhere to go', async () => {
    const before = await count();
    const { code, stderr } = await council([example('school-meals'), '--out', 'exported', '--export', 'notion']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no integration “notion”.*There are: file/);
    expect(await count()).toBe(before);
  });
});

describe('bad input', () => {
  const cases: [string, string, RegExp][] = [
    [
      'a time in which nobody can decide',
      '---\ntimebox_minutes: 0.1\n---\n# Question\n\nDo we buy the scanner or rent one?\n',
      /0\.1 min are over before the experts have decided\. Give the meeting at least 0\.\d min/,
    ],
    [
      'no question',
      '---\ntitle: Nothing asked\n---\n\n# Agenda\n\n1. Talk (5 min)\n',
      /There is no question\. Add a heading/,
    ],
    [
      'an unknown key',
      '---\ntimbox_minutes: 5\n---\n\n# Question\n\nDo we do this at all?\n',
      /line 2: .*Did you mean “timebox_minutes”/,
    ],
    [
      'a time box of -5',
      '---\ntimebox_minutes: -5\n---\n\n# Question\n\nDo we do this at all?\n',
      /line 2: The time box is -5/,
    ],
    [
      'a Russian agenda without a question',
      '---\nlanguage: ru\n---\n\n# Повестка\n\n1. Разговор (5 мин)\n',
      /Нет вопроса/,
    ],
  ];

  it.each(cases)('%s gets a sentence and exit code 2, and leaves no meeting', async (name, agenda, sentence) => {
    const before = await count();
    await writeFile(join(folder, `${name}.md`), agenda);
    const { code, stdout, stderr } = await council([`${name}.md`, '--out', 'bad']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(await count()).toBe(before);
    await expect(readFile(join(folder, 'bad'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['a missing file', ['nowhere.md', '--out', 'bad'], /There is no file nowhere\.md/],
    ['an unknown option', ['a.md', '--ouz', 'bad'], /no option --ouz\. Did you mean --out/],
    ['a model nobody set up', [example('school-meals'), '--out', 'bad', '--model', 'openai:gpt'], /Set OPENAI_API_KEY/],
  ])('%s gets a sentence that says what to do, and exit code 2', async (_name, args, sentence) => {
    const before = await count();
    const { code, stderr } = await council(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(await count()).toBe(before);
  });
});
