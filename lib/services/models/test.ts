import { and, eq } from 'drizzle-orm';
import { type ModelTest, modelConnections } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import { SpeechFailure } from '@/lib/ports/speech';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { type ErrorCode, ServiceError } from '../errors';
import { checkRate } from '../quotas/rate';
import { type ConnectionRow, connectionOf, findConnection } from './rows';
import type { TestDone } from './schemas';
import { wayBy } from './way';

const patienceMs = 30_000;
const testsOf = { limit: 20, seconds: 60, by: 'organisation', reason: 'quota.model_tests' } as const;

type Ctx = Pick<Context, 'db' | 'speech' | 'vault' | 'clock'>;
interface Asked {
  id: string;
  /** The first one where none is named. */
  model?: string | undefined;
  language: Language;
}

/**
 * Has a connected model say one sentence and remembers how it went. What is known beforehand is refused at once; the
 * sentence itself is spoken by the function that comes back.
 * @throws ServiceError `not_found`; `rate_limited` after 20 in a minute; then, in our words, what the provider answers.
 */
export async function testModel(ctx: Ctx, who: Member, { id, model: named, language }: Asked) {
  const row = await findConnection(ctx.db, who.orgId, id);
  const name = named ?? row.models[0]?.name ?? '';
  if (!row.models.some((one) => one.name === name)) {
    throw new ServiceError('not_found', 'connection.model_not_served', { model: name, label: row.label });
  }
  await checkRate(ctx.db, who, 'model.test', testsOf);
  await audit(ctx.db, who, 'model.test', { type: 'model_connection', id }, { model: name });
  const model = { provider: row.provider, name };

  return async (onDelta: (text: string) => void, signal: AbortSignal): Promise<TestDone> => {
    try {
      const connection = wayBy(ctx, row, model);
      const asked = { model, connection, language, deadlineMs: patienceMs };
      const { firstTokenMs, totalMs, usage, priced } = await ctx.speech.sample(asked, onDelta, signal);
      const microUsd = priced ? usage.microUsd : null;
      await remember(ctx, row, { model: name, failed: null, firstTokenMs, totalMs, microUsd });
      return { firstTokenMs, totalMs, tokens: usage.inputTokens + usage.outputTokens, microUsd };
    } catch (error) {
      if (!(error instanceof SpeechFailure)) throw error;
      const { code, args = {} } = error.reason;
      const nothing = { firstTokenMs: null, totalMs: null, microUsd: null };
      await remember(ctx, row, { model: name, failed: code, ...nothing });
      throw new ServiceError(kindOf(error), code, args);
    }
  };
}

function kindOf({ reason, retryable }: SpeechFailure): ErrorCode {
  if (reason.code === 'model.rate_limited') return 'rate_limited';
  return retryable ? 'unavailable' : 'invalid';
}

/** Unless the connection was changed meanwhile: then another one was tested. */
async function remember({ db, clock }: Ctx, { orgId, id, version }: ConnectionRow, told: Omit<ModelTest, 'at'>) {
  const lastTest = { at: new Date(clock.now()).toISOString(), ...told };
  await db
    .update(modelConnections)
    .set({ lastTest })
    .where(and(connectionOf(orgId, id), eq(modelConnections.version, version)));
}
