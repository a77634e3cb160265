import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditHeads, auditRows, organisations } from '@/db/schema';
import { createLogger } from '@/lib/telemetry/log';
import { audit } from '../audit';
import type { Member } from '../context';
import { createTestServices } from '../testing';
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
    const [last] = await services.db.select().from(auditRows).where(eq(auditRows.subjectId, 'slow'));
    expect(last).toMatchObject({ place: 5, hash: checked.head.hash });
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
    await refused(services.db.update(auditRows).set({ action: 'nothing' }).where(mine));
    await refused(services.db.update(auditRows).set({ action: 'nothing', place: 1, hash: 'x' }).where(mine));
    await seal();
    await refused(services.db.update(auditRows).set({ place: null, hash: null }).where(mine));
    await refused(services.db.update(auditRows).set({ hash: 'x' }).where(mine));
    await refused(services.db.delete(auditRows).where(mine));
    await refused(services.db.execute(sql`truncate audit_rows`));
    expect(await check()).toMatchObject({ rows: 1, broken: null });
  });

  it('goes with its organisation alone', async () => {
    await write(2);
    await seal();
    await services.db.delete(organisations).where(eq(organisations.id, who.orgId));
    expect(await services.db.select().from(auditRows).where(eq(auditRows.orgId, who.orgId))).toEqual([]);
  });
});

describe('whoever owns the database', () => {
  beforeEach(async () => {
    await write(5);
    await seal();
  });
  const at = (place: number) => sql`org_id = ${who.orgId} and place = ${place}`;

  const own = () => sql`org_id = ${who.orgId}`;

  it.each<[string, () => ReturnType<typeof sql>[], object]>([
    [
      'changes a row',
      () => [sql`update audit_rows set detail = '{"n":7}' where ${at(3)}`],
      { why: 'changed', place: 3 },
    ],
    ['changes a name', () => [sql`update audit_rows set user_id = 'x' where ${at(5)}`], { why: 'changed', place: 5 }],
    ['takes one away', () => [sql`delete from audit_rows where ${at(2)}`], { why: 'missing', place: 2 }],
    ['takes the first away', () => [sql`delete from audit_rows where ${at(1)}`], { why: 'missing', place: 1 }],
    ['cuts the end', () => [sql`delete from audit_rows where ${own()} and place > 3`], { why: 'cut', place: 4 }],
    [
      'swaps two',
      () => [
        sql`update audit_rows set place = place - 5 where ${own()} and place in (2, 3)`,
        sql`update audit_rows set place = -place where ${own()} and place < 0`,
      ],
      { why: 'changed', place: 2 },
    ],
  ])('%s: the check says where', async (_, statements, broken) => {
    for (const statement of statements()) await byForce(statement);
    expect((await check()).broken).toMatchObject(broken);
  });

  it('seals a shorter chain anew: an end that was kept elsewhere says so', async () => {
    const { head } = await check();
    await byForce(sql`delete from audit_rows where org_id = ${who.orgId} and place > 3`);
    const [third] = await services.db.select().from(auditRows).where(at(3));
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
