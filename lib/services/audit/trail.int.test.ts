import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditHeads, auditRows, auditSeals, auditUnsealed, newId, organisations } from '@/db/schema';
import { createLogger } from '@/lib/telemetry/log';
import { audit } from '../audit';
import type { Member } from '../context';
import { listAdminNotices } from '../notifications/admin-list';
import { createTestServices } from '../testing';
import { forgetBreak, readBreak } from './breaks';
import { checkTrail } from './check';
import { sealTrail } from './seal';

let services: Awaited<ReturnType<typeof createTestServices>>;
let who: Member;
beforeAll(async () => {
  services = await createTestServices();
});
beforeEach(async () => {
  who = await services.newMember(await services.newOrganisation(), 'owner');
});
afterAll(() => services?.close());

const logger = createLogger('silent');
const seal = () => sealTrail({ db: services.db, logger });
const check = (kept?: Parameters<typeof checkTrail>[2]) => checkTrail(services.ctx, who.orgId, kept);
const write = async (count: number) => {
  for (let n = 0; n < count; n += 1) {
    await audit(
      services.db,
      who,
      'team.change',
      { type: 'team', id: `${n}` },
      { before: { n }, after: { n: n + 1.5 } },
    );
  }
};
/** As somebody who owns the database may. */
const byForce = (statement: ReturnType<typeof sql>) =>
  services.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(statement);
  });

describe('the trail', () => {
  it('is sealed in the order of its commits, so that a transaction that ends late leaves no gap', async () => {
    await write(2);
    await services.db.transaction(async (slow) => {
      await audit(slow, who, 'team.create', { type: 'team', id: 'slow' });
      await write(2);
      expect(await seal()).toBe(4);
    });
    expect(await check()).toMatchObject({ rows: 4, open: 1, late: 0, broken: null });
    await seal();
    const checked = await check();
    expect(checked).toMatchObject({ rows: 5, open: 0, broken: null });
    const [last] = await services.db
      .select({ place: auditSeals.place, hash: auditSeals.hash })
      .from(auditSeals)
      .innerJoin(auditRows, eq(auditRows.id, auditSeals.rowId))
      .where(eq(auditRows.subjectId, 'slow'));
    expect(last).toEqual({ place: 5, hash: checked.head.hash });
  });

  it('is sealed by several processes at once, each row once', async () => {
    await write(60);
    const counts = await Promise.all([seal(), seal(), seal(), seal()]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(60);
    expect(await check()).toMatchObject({ rows: 60, broken: null });
  });

  it('can’t be changed or shortened', async () => {
    await write(1);
    const refused = (work: PromiseLike<unknown>) =>
      expect(work).rejects.toMatchObject({ cause: { message: 'The trail is append-only' } });
    const mine = eq(auditRows.orgId, who.orgId);
    const sealed = eq(auditSeals.orgId, who.orgId);
    await refused(services.db.update(auditRows).set({ action: 'nothing' }).where(mine));
    await seal();
    await refused(services.db.update(auditRows).set({ action: 'nothing' }).where(mine));
    await refused(services.db.update(auditSeals).set({ hash: 'x' }).where(sealed));
    await refused(services.db.delete(auditSeals).where(sealed));
    await refused(services.db.delete(auditRows).where(mine));
    await refused(services.db.execute(sql`truncate audit_rows`));
    await refused(services.db.execute(sql`truncate audit_seals`));
    expect(await check()).toMatchObject({ rows: 1, broken: null });
  });

  it('goes with its organisation alone', async () => {
    await write(2);
    await seal();
    await write(1);
    await services.db.delete(organisations).where(eq(organisations.id, who.orgId));
    for (const table of [auditRows, auditSeals, auditUnsealed, auditHeads])
      expect(await services.db.select().from(table).where(eq(table.orgId, who.orgId))).toEqual([]);
  });
});

describe('whoever owns the database', () => {
  beforeEach(async () => {
    await write(5);
    await seal();
  });
  const own = () => sql`org_id = ${who.orgId}`;
  const at = (place: number) => sql`${own()} and place = ${place}`;
  const row = (place: number) => sql`id = (select row_id from audit_seals where ${at(place)})`;
  const cut = () => [
    sql`delete from audit_rows where id in (select row_id from audit_seals where ${own()} and place > 3)`,
    sql`delete from audit_seals where ${own()} and place > 3`,
  ];

  it.each<[string, () => ReturnType<typeof sql>[], object]>([
    [
      'changes a row',
      () => [sql`update audit_rows set detail = '{"n":7}' where ${row(3)}`],
      { why: 'changed', place: 3 },
    ],
    ['changes a name', () => [sql`update audit_rows set user_id = 'x' where ${row(5)}`], { why: 'changed', place: 5 }],
    ['takes one away', () => [sql`delete from audit_rows where ${row(2)}`], { why: 'missing', place: 2 }],
    [
      'takes one away with its seal',
      () => [sql`delete from audit_rows where ${row(2)}`, sql`delete from audit_seals where ${at(2)}`],
      { why: 'missing', place: 2 },
    ],
    ['takes the first away', () => [sql`delete from audit_rows where ${row(1)}`], { why: 'missing', place: 1 }],
    ['cuts the end', cut, { why: 'cut', place: 4 }],
    [
      'swaps two',
      () => [
        sql`update audit_seals set place = place - 5 where ${own()} and place in (2, 3)`,
        sql`update audit_seals set place = case place when -3 then 3 else 2 end where ${own()} and place < 0`,
      ],
      { why: 'changed', place: 2 },
    ],
  ])('%s: the check says where', async (_, statements, broken) => {
    for (const statement of statements()) await byForce(statement);
    expect((await check()).broken).toMatchObject(broken);
    // Beside the next sealing it is found, too, and told to whoever administers.
    expect(await readBreak(services.ctx, who)).toBeNull();
    await write(1);
    await seal();
    expect(await readBreak(services.ctx, who)).toEqual(broken);
    const told = { kind: 'trail_broken', name: String((await readBreak(services.ctx, who))?.place) };
    expect(await listAdminNotices(services.ctx, who)).toMatchObject([told]);
  });

  it('adds a row past the sealing: the check counts it as late', async () => {
    await byForce(sql`insert into audit_rows (id, org_id, action, subject_type, subject_id, at)
      values (${newId()}, ${who.orgId}, 'team.create', 'team', 'x', now() - interval '2 minutes')`);
    await seal();
    expect(await check()).toMatchObject({ rows: 5, open: 1, late: 1, broken: null });
  });

  it('changes a row of a long trail: it is gone through stretch by stretch, and again', async () => {
    await write(300);
    await seal();
    const next = async () => {
      await write(1);
      await seal();
      return readBreak(services.ctx, who);
    };
    for (let n = 0; n < 4; n += 1) expect(await next()).toBeNull();
    await byForce(sql`update audit_rows set detail = '{}' where ${row(250)}`);
    const found: unknown[] = [];
    for (let n = 0; n < 4; n += 1) found.push(await next());
    expect(found.at(-1)).toEqual({ why: 'changed', place: 250 });
    await byForce(
      sql`update audit_rows set detail = '{"before": {"n": 244}, "after": {"n": 245.5}}' where ${row(250)}`,
    );
    expect((await check()).broken).toBeNull();
    await forgetBreak(services.ctx, who.orgId, false);
    expect(await next()).toBeNull();
  });

  it('seals a shorter chain anew: an end that was kept elsewhere says so', async () => {
    const { head } = await check();
    for (const statement of cut()) await byForce(statement);
    const [third] = await services.db.select().from(auditSeals).where(at(3));
    await services.db
      .update(auditHeads)
      .set({ place: 3, hash: third?.hash ?? '' })
      .where(eq(auditHeads.orgId, who.orgId));
    expect((await check()).broken).toBeNull();
    expect((await check([head])).broken).toMatchObject({ why: 'cut', place: 4 });
    await write(4);
    await seal();
    expect((await check()).broken).toBeNull();
    expect((await check([head])).broken).toMatchObject({ why: 'other_end', place: 5 });
  });
});
