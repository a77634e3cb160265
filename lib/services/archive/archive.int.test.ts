import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditRows, organisations, runEvents } from '@/db/schema';
import { fold } from '@/lib/council/evolve';
import { veil } from '@/lib/council/veil';
import { readDecision } from '../artifacts/decision';
import type { Member } from '../context';
import { createDecidedCouncil } from '../decisions/testing';
import { ServiceError } from '../errors';
import { readAll } from '../runs/read-all';
import { exportOrganisation } from './stream';

let council: Awaited<ReturnType<typeof createDecidedCouncil>>;
let admin: Member;
beforeAll(async () => {
  council = await createDecidedCouncil();
  admin = await council.join('admin', 'Ada Lund');
}, 120_000);
afterAll(() => council?.close());

/** Unpacked by a program that is not ours. */
async function unpacked(): Promise<(name: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'xio-export-'));
  const { body } = await exportOrganisation(council.ctx, admin);
  writeFileSync(join(folder, 'all.zip'), Buffer.from(await new Response(body).arrayBuffer()));
  execFileSync('python3', ['-m', 'zipfile', '-e', 'all.zip', '.'], { cwd: folder });
  return (name) => readFileSync(join(folder, name), 'utf8');
}

it('holds what the database holds, every file as its list says, and no secret', async () => {
  const read = await unpacked();
  const manifest = JSON.parse(read('manifest.json'));
  expect(manifest.counts).toMatchObject({ meetings: 1, runs: 1 });
  for (const { name, bytes, sha256 } of manifest.files) {
    const text = read(name);
    expect(Buffer.byteLength(text), name).toBe(bytes);
    expect(createHash('sha256').update(text).digest('hex'), name).toBe(sha256);
  }
  const names: string[] = manifest.files.map((one: { name: string }) => one.name);
  const find = (end: string) => read(names.find((one) => one.endsWith(end)) ?? end);

  const { ctx, where } = council;
  const log = await readAll(ctx.events, admin.orgId, where.runId);
  const lines = find('.jsonl').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(log.map((event) => veil(event, 'moderator')));
  expect(lines).toHaveLength(await council.db.$count(runEvents, eq(runEvents.runId, where.runId)));
  const state = fold(lines.map((line) => JSON.parse(line)));
  expect(state.outcome).toBe('decided');
  const decision = await readDecision(ctx, admin, where);
  expect(JSON.parse(find('decision.json')).log).toEqual(JSON.parse(JSON.stringify(decision.log)));
  expect(find('decision.md')).toContain(decision.log.title);
  expect(find('transcript.md')).toContain('Shared runners helps.');
  expect(JSON.parse(find('tasks.json'))[0].item).toEqual(decision.items[0]);
  expect(
    JSON.parse(read('members.json'))
      .map((one: { name: string }) => one.name)
      .sort(),
  ).toEqual(['Ada Lund', 'Olga Brandt', 'Platform lead']);
  const rows = await council.db.select().from(auditRows).where(eq(auditRows.orgId, admin.orgId));
  const csv = read('audit.csv').trimEnd().split('\r\n');
  expect(csv).toHaveLength(rows.length + 1);
  expect(csv.at(-1)).toContain('organisation.export');
  const [organisation] = await council.db.select().from(organisations).where(eq(organisations.id, admin.orgId));
  expect(JSON.parse(read('organisation.json')).name).toBe(organisation?.name);
  expect(names.map((one) => read(one)).join('')).not.toMatch(/token_?hash|secret_?sealed|password_?hash/i);
}, 60_000);

it('stops reading when it is cancelled, and is made five times an hour', async () => {
  const { body } = await exportOrganisation(council.ctx, admin);
  const reader = body.getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  await reader.cancel();
  for (let n = 0; n < 3; n += 1) await (await exportOrganisation(council.ctx, admin)).body.cancel();
  const sixth = exportOrganisation(council.ctx, admin).then(
    () => null,
    (error: unknown) => error,
  );
  const refused = await sixth;
  expect(refused instanceof ServiceError && refused.reason).toBe('export_all.busy');
});
