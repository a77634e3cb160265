import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditRows, modelConnections } from '@/db/schema';
import { createVault } from '@/lib/vault/vault';
import { connectModel } from '../models/connect';
import { keyOf } from '../models/way';
import { createTestServices } from '../testing';
import { resealSecrets } from './reseal';

let services: Awaited<ReturnType<typeof createTestServices>>;
beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services?.close());

it('a key that leaked can be replaced: what it sealed opens with the new one alone, and what is lost is named', async () => {
  const { ctx, db } = services;
  const [older, old, fresh] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const who = await services.newMember(await services.newOrganisation(), 'owner');
  const connect = (label: string, secret: Buffer) =>
    connectModel({ ...ctx, vault: createVault(() => [secret]) }, who, {
      provider: 'openai',
      label,
      key: `sk-of-${label}-0123456789`,
      models: [{ name: `of-${label}`, price: null }],
    });
  const kept = await connect('Kept', old);
  const lost = await connect('Lost', older);
  await connect('New', fresh);
  const both = createVault(() => [fresh, old]);
  const told = await resealSecrets({ db, vault: both });
  expect(told).toEqual({ done: 1, fresh: 1, lost: [{ place: 'models', orgId: who.orgId, id: lost.id }] });
  expect(await resealSecrets({ db, vault: both })).toMatchObject({ done: 0, fresh: 2 });
  const [row] = await db.select().from(modelConnections).where(eq(modelConnections.id, kept.id));
  expect(createVault(() => [fresh]).open(row?.keySealed ?? '', keyOf({ orgId: who.orgId, id: kept.id }))).toBe(
    'sk-of-Kept-0123456789',
  );
  const rows = await db.select().from(auditRows).where(eq(auditRows.action, 'secret.reseal'));
  expect(rows, 'the trail tells of it, and of no secret').toMatchObject([
    { orgId: who.orgId, userId: null, subjectType: 'model_connection', subjectId: kept.id, detail: {} },
  ]);
});
