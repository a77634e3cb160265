import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, organisations } from '@/db/schema';
import { brandOf } from '@/lib/brand/brand';
import type { Member } from '../context';
import { createTestServices } from '../testing';
import { changeOrganisation } from './change';
import { readOrganisation } from './read';
import { changeOrganisationSchema, organisationSchema } from './schemas';

let services: Awaited<ReturnType<typeof createTestServices>>;
let [who, other]: Member[] = [];
beforeAll(async () => {
  services = await createTestServices();
  who = await services.newMember(await services.newOrganisation(), 'admin', 'Olga Brandt');
  other = await services.newMember(await services.newOrganisation(), 'admin', 'Ada');
});
afterAll(() => services.close());

const people = () => {
  if (!who || !other) throw new Error('two organisations');
  return { who, other };
};

describe('an organisation', () => {
  it('keeps its colour as it was chosen and answers what its pages make of it; another’s stays as it was', async () => {
    const { who, other } = people();
    const changed = await changeOrganisation(services.ctx, who, { accent: '#FD0', name: 'Northgate' });
    expect(organisationSchema.parse(changed)).toEqual({
      id: who.orgId,
      name: 'Northgate',
      accent: '#ffdd00',
      brand: brandOf('#ffdd00'),
    });
    expect(await readOrganisation(services.ctx, who)).toEqual(changed);
    expect(await readOrganisation(services.ctx, other)).toMatchObject({ accent: null, brand: null });
    const reset = await changeOrganisation(services.ctx, who, { accent: null });
    expect(reset).toMatchObject({ name: 'Northgate', accent: null, brand: null });
  });

  it('leaves a trace of who changed it to what', async () => {
    const { who } = people();
    await changeOrganisation(services.ctx, who, { accent: '#13517d' });
    const rows = await services.db.select().from(auditRows).where(eq(auditRows.orgId, who.orgId));
    expect(rows.at(-1)).toMatchObject({
      userId: who.userId,
      action: 'organisation.change',
      subjectId: who.orgId,
      detail: { before: { accent: null }, after: { accent: '#13517d' } },
    });
  });

  it('takes no colour that is none, also past the service', async () => {
    const { who } = people();
    for (const accent of ['red', '#12', '#00ff00; background: url(x)', 7]) {
      expect(changeOrganisationSchema.safeParse({ accent }).success, String(accent)).toBe(false);
    }
    expect(changeOrganisationSchema.safeParse({}).success).toBe(false);
    const past = services.db.update(organisations).set({ accent: 'red' }).where(eq(organisations.id, who.orgId));
    await expect(past).rejects.toThrow();
  });
});
