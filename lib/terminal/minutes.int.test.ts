import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer } from '@/e2e/model-server';
import { variables } from '@/lib/env';
import { claimsIn, problemIn } from '@/lib/minutes/check';
import { minutesSchema } from '@/lib/minutes/minutes.schema';
import { readTranscript } from '@/lib/minutes/read-transcript';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xio-minutes-'));
});
afterAll(() => rm(folder, { recursive: true }));

const neutral = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, '']));
const transcript = join(process.cwd(), 'lib/eval/minutes/transcripts/release-planning.en.json');

/** The command as npm runs it, in a folder of its own and without a database. */
const minutes = (...args: string[]) => minutesWith({}, ...args);

function minutesWith(variables: Record<string, string>, ...args: string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/terminal/minutes.ts', ...args], {
      env: { ...process.env, ...neutral, ...variables, INIT_CWD: folder, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
    });
    const ended = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (ended.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (ended.stderr += text));
    child.once('error', reject).once('close', (code) => resolve({ ...ended, code }));
  });
}

describe('npm run minutes', () => {
  it('writes minutes that cite their transcript, and says that rules took them', async () => {
    const { code, stdout, stderr } = await minutes(transcript, '--out', 'out', '--held-on', '2026-11-18');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('without a language model');
    const written = minutesSchema.parse(JSON.parse(await readFile(join(folder, 'out/minutes.json'), 'utf8')));
    const read = readTranscript(await readFile(transcript));
    if ('refused' in read) throw new Error(read.refused.code);
    expect(claimsIn(written).map((one) => problemIn(read.transcript, one))).toEqual(claimsIn(written).map(() => null));
    expect(written.decisions.length).toBeGreaterThan(0);
    expect(written.action_items.map(({ owner, due }) => [owner, due])).toContainEqual(['Priya Shah', '2026-11-20']);
    const markdown = await readFile(join(folder, 'out/minutes.md'), 'utf8');
    expect(markdown).toContain('> Taken by rules, without a language model');
  });

  it('prints JSON alone where it is asked for: another program reads it', async () => {
    const { code, stdout } = await minutes(transcript, '--json');
    expect(code).toBe(0);
    expect(minutesSchema.safeParse(JSON.parse(stdout)).success).toBe(true);
  });

  it('speaks the language of the transcript', async () => {
    await writeFile(join(folder, 'ru.txt'), 'Анна: Решили, берём второй вариант.\nБорис: Согласен.\n');
    const { stdout, stderr } = await minutes('ru.txt');
    expect(stdout).toContain('## Решения');
    expect(stderr).toContain('по правилам');
  });

  it('has a model take them where one is named, says so, and stands in for it where it fails', async () => {
    const server = await startModelServer();
    try {
      const way = { XIO_COMPATIBLE_URL: server.url };
      const { code, stdout, stderr } = await minutesWith(way, transcript, '--json', '--model', 'compatible:inventing');
      expect(code).toBe(0);
      const written = minutesSchema.parse(JSON.parse(stdout));
      expect(written.made_by).toEqual({ provider: 'compatible', model: 'inventing' });
      expect(stdout).not.toMatch(/Mallory|An invented/);
      expect(stderr).toMatch(/inventing takes them[\s\S]*Entries left out[\s\S]*tokens/);
    } finally {
      await server.close();
    }
    const dead = await minutesWith({ XIO_COMPATIBLE_URL: server.url }, transcript, '--model', 'compatible:faithful');
    expect([dead.code, dead.stdout]).toEqual([0, expect.stringContaining('> Rules took the minutes in place of')]);
  });

  it('says in a sentence what is wrong, with exit code 2', async () => {
    await writeFile(join(folder, 'empty.txt'), ' \n');
    await writeFile(join(folder, 'file.docx'), 'PK\u0003\u0004');
    await writeFile(join(folder, 'large.txt'), '');
    await truncate(join(folder, 'large.txt'), 50 * 1024 * 1024);
    const wrong: [string[], string][] = [
      [[], 'Name one transcript'],
      [['nowhere.txt'], 'There is no file nowhere.txt'],
      [['.'], 'is a folder'],
      [['empty.txt'], 'The transcript is empty'],
      [['file.docx'], 'Word document'],
      [['large.txt'], 'at most 20 MB'],
      [[transcript, '--held-on', '2026-02-30'], 'a day that exists'],
      [[transcript, '--model', 'gpt-5'], 'PROVIDER:NAME'],
      [[transcript, '--model', 'openai:gpt-5'], 'OPENAI_API_KEY'],
      [[transcript, '--outt', 'x'], 'Did you mean --out?'],
      [[transcript, '--out'], '--out needs a value'],
    ];
    for (const [args, sentence] of wrong) {
      const { code, stdout, stderr } = await minutes(...args);
      expect([code, stdout], args.join(' ')).toEqual([2, '']);
      expect(stderr).toContain(sentence);
    }
  });
});
