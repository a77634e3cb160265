import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { orgDomains, ssoConnections } from '@/db/schema';
import { type AskedRequest, type Assertion, type SamlFault, SamlTrouble } from '@/lib/ports/saml';
import { audit } from '../../audit';
import type { Context, Member } from '../../context';
import { ServiceError } from '../../errors';
import type { Arrival } from '../arrival';
import { domainOf } from '../person';
import { roleOf } from '../role-of';
import { type ConnectionRow, connectionOf, findConnection, siteAddress } from '../rows';
import { personIn } from './person';
import { backFor, type SamlSettings, samlConnection, samlOf, type TrialStep } from './settings';

type Ctx = Pick<Context, 'db' | 'env' | 'saml' | 'clock'>;

/** Which step an answer failed at. Whatever stands in none of them is the answer itself. */
const stepOf: Partial<Record<SamlFault, TrialStep['step']>> = {
  certificate_ended: 'signature',
  not_signed: 'signature',
  wrapped: 'signature',
  weak_signature: 'signature',
  bad_signature: 'signature',
  other_provider: 'addressee',
  wrong_audience: 'addressee',
  wrong_recipient: 'addressee',
  other_request: 'addressee',
  clock_ahead: 'time',
  clock_behind: 'time',
  expired: 'time',
  no_window: 'time',
  no_subject: 'person',
  transient: 'person',
  no_email: 'person',
};
const good: TrialStep[] = (['answer', 'signature', 'addressee', 'time'] as const).map((step) => ({
  step,
  state: 'good',
  code: `saml.good_${step}`,
  args: {},
}));

/** Where an administrator tries a connection: their browser signs in at the provider, and no session comes of it. */
export async function beginTrial(ctx: Ctx, who: Member, { id }: { id: string }): Promise<{ url: string }> {
  const row = await findConnection(ctx.db, who.orgId, id);
  if (row.kind !== 'saml') throw new ServiceError('not_found', 'sign_in.connection_not_found');
  await audit(ctx.db, who, 'sso.test', { type: 'connection', id });
  const url = await ctx.saml.ask(await samlConnection(ctx, row), {
    redirectUri: backFor(ctx.env, id),
    state: 'trial',
    codeChallenge: 'trial',
    trial: { userId: who.userId, orgId: who.orgId },
  });
  return { url };
}

interface Ended {
  connection: ConnectionRow;
  asked: AskedRequest;
  response: string;
}

/** Keeps how a trial went, step by step, and leads back to its page. */
export async function endTrial(ctx: Ctx, { connection, asked, response }: Ended): Promise<string> {
  const steps = await stepsOf(ctx, { connection, asked, response });
  const bad = steps.find(({ state }) => state === 'bad');
  const at = new Date(ctx.clock.now()).toISOString();
  const settings: SamlSettings = { ...samlOf(connection), trial: { at, steps } };
  const { id, orgId, version } = connection;
  await ctx.db
    .update(ssoConnections)
    .set({
      settings,
      testedAt: sql`now()`,
      state: bad ? 'broken' : 'ready',
      reason: bad ? { code: bad.code, args: bad.args } : null,
    })
    .where(and(connectionOf(orgId, id), eq(ssoConnections.version, version)));
  return new URL(`/organisation/sign-in/saml/${id}#trial`, siteAddress(ctx.env)).href;
}

async function stepsOf(ctx: Ctx, { connection, asked, response }: Ended): Promise<TrialStep[]> {
  try {
    const assertion = await ctx.saml.read(await samlConnection(ctx, connection), asked, response);
    return [...good, ...(await stepsOfPerson(ctx, connection, assertion))];
  } catch (error) {
    if (error instanceof SamlTrouble) return [...goodBefore(error), failed(error)];
    throw error;
  }
}

async function stepsOfPerson(ctx: Ctx, connection: ConnectionRow, assertion: Assertion): Promise<TrialStep[]> {
  try {
    const person = personIn(assertion, samlOf(connection).attributes);
    const { subject, email, name, groups } = person;
    const about = { subject, email: email ?? '–', name: name ?? '–' };
    const told: TrialStep = { step: 'person', state: 'good', code: 'saml.good_person', args: about };
    if (!(await mayBeOurs(ctx, connection, email ?? ''))) {
      return [{ ...told, state: 'bad', code: 'saml.foreign_domain', args: { domain: domainOf(email ?? '') } }];
    }
    return [told, roleStep(connection, groups)];
  } catch (error) {
    if (error instanceof SamlTrouble) return [failed(error)];
    throw error;
  }
}

function roleStep(connection: ConnectionRow, groups: Arrival['groups']): TrialStep {
  const role = roleOf(connection, groups);
  const args = { groups: groups.slice(0, 20).join(', ') || '–', role: role ?? '–' };
  return role === null
    ? { step: 'role', state: 'bad', code: 'saml.no_group', args }
    : { step: 'role', state: 'good', code: 'saml.good_role', args };
}

async function mayBeOurs({ db }: Ctx, { orgId }: ConnectionRow, email: string): Promise<boolean> {
  const found = await db
    .select({ id: orgDomains.id })
    .from(orgDomains)
    .where(and(eq(orgDomains.orgId, orgId), eq(orgDomains.domain, domainOf(email)), isNotNull(orgDomains.verifiedAt)));
  return found.length > 0;
}

const failed = ({ fault, args }: SamlTrouble): TrialStep => ({
  step: stepOf[fault] ?? 'answer',
  state: 'bad',
  code: `saml.${fault}`,
  args,
});

/** Steps before the failed one have been looked at, in this order. */
const goodBefore = ({ fault }: SamlTrouble): TrialStep[] =>
  good.slice(
    0,
    Math.max(
      0,
      good.findIndex(({ step }) => step === (stepOf[fault] ?? 'answer')),
    ),
  );
