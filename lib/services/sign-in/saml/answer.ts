import { z } from 'zod';
import { type AskedRequest, type Assertion, type SamlFault, SamlTrouble } from '@/lib/ports/saml';
import { audit } from '../../audit';
import type { Context, From } from '../../context';
import { ServiceError } from '../../errors';
import type { ConnectionRow } from '../rows';
import { personIn } from './person';
import { backFor, samlConnection, samlOf } from './settings';
import { endTrial } from './trial';

export type AnswerContext = Pick<Context, 'db' | 'env' | 'saml' | 'clock'>;

interface Posted {
  connection: ConnectionRow;
  response: string;
  relayState: string;
  from: From;
}

/** What waits under a code until the browser that asked comes for it. */
const keptSchema = z.strictObject({
  connection: z.string(),
  subject: z.string(),
  email: z.string(),
  emailVerified: z.null(),
  name: z.string().nullable(),
  groups: z.array(z.string()),
  answer: z.strictObject({ id: z.string(), until: z.coerce.date() }),
});
export type Kept = z.infer<typeof keptSchema>;

/** What somebody who is not let in reads: what they can do about it. Administrators find the rest in the trail. */
const meanings: Partial<Record<SamlFault, string>> = {
  not_asked: 'sign_in.not_asked',
  stale: 'sign_in.stale',
  status: 'sign_in.denied',
  other_provider: 'sign_in.answer_issuer',
  wrong_audience: 'sign_in.answer_audience',
  wrong_recipient: 'sign_in.answer_foreign',
  other_request: 'sign_in.answer_foreign',
  clock_ahead: 'sign_in.answer_time',
  clock_behind: 'sign_in.answer_time',
  expired: 'sign_in.answer_time',
  no_window: 'sign_in.answer_time',
  not_signed: 'sign_in.answer_unsigned',
  wrapped: 'sign_in.answer_unsigned',
  weak_signature: 'sign_in.answer_unsigned',
  bad_signature: 'sign_in.answer_unsigned',
  no_email: 'sign_in.no_address',
};

/**
 * Takes an answer that a provider let the browser post. Returns where the browser goes on to: back into its own
 * sign-in, or to the page of a trial.
 * @throws ServiceError `forbidden`, after the refusal is written down.
 */
export async function takeAnswer(ctx: AnswerContext, posted: Posted): Promise<string> {
  const { connection, response, relayState, from } = posted;
  try {
    const asked = await askedFor(ctx, posted);
    if (asked.trial) return await endTrial(ctx, { connection, asked, response });
    const about = await samlConnection(ctx, connection);
    const assertion = await ctx.saml.read(about, asked, response);
    const kept = keptOf(connection, assertion);
    const redirectUri = backFor(ctx.env, connection.id);
    return await ctx.saml.accept(about, { response, relayState, redirectUri }, kept);
  } catch (error) {
    if (!(error instanceof SamlTrouble)) throw error;
    const { id, orgId, label } = connection;
    const detail = { reason: `saml.${error.fault}`, ...error.args, connection: label };
    await audit(ctx.db, { orgId, userId: null, from }, 'session.refuse', { type: 'connection', id }, detail);
    throw new ServiceError('forbidden', meanings[error.fault] ?? 'sign_in.answer_wrong');
  }
}

async function askedFor({ saml }: AnswerContext, { connection, relayState }: Posted): Promise<AskedRequest> {
  const asked = relayState === '' ? null : await saml.asked(relayState);
  if (asked?.connectionId === connection.id) return asked;
  throw new SamlTrouble(asked || /^boxyhq_jackson_/.test(relayState) ? 'stale' : 'not_asked');
}

function keptOf(connection: ConnectionRow, assertion: Assertion): Kept {
  const person = personIn(assertion, samlOf(connection).attributes);
  return keptSchema.parse({
    ...person,
    connection: connection.id,
    answer: { id: assertion.id, until: assertion.until },
  });
}

/** Who waits under a code, for whoever began that sign-in; null: nobody. */
export async function redeemAnswer(
  { saml, env }: AnswerContext,
  { connection, code, verifier }: { connection: ConnectionRow; code: string; verifier: string },
): Promise<Kept | null> {
  const kept = await saml.redeem(code, { verifier, redirectUri: backFor(env, connection.id) });
  const read = keptSchema.safeParse(kept);
  return read.success && read.data.connection === connection.id ? read.data : null;
}

/** Where a browser asks the provider; `state` and the challenge are those of the browser's own sign-in. */
export async function askSaml(
  ctx: AnswerContext,
  connection: ConnectionRow,
  { state, codeChallenge, trial }: { state: string; codeChallenge: string; trial: AskedRequest['trial'] },
): Promise<string> {
  const redirectUri = backFor(ctx.env, connection.id);
  return ctx.saml.ask(await samlConnection(ctx, connection), { redirectUri, state, codeChallenge, trial });
}

/** Whether somebody who began at the provider may go on by being asked from here. */
export const providerMayBegin = (connection: ConnectionRow, relayState: string): boolean =>
  samlOf(connection).providerMayBegin && !/^boxyhq_jackson_/.test(relayState);
