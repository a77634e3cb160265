import type { ModelRef } from '@/lib/council/team.schema';
import { type Connection, SpeechFailure } from '@/lib/ports/speech';
import { VaultError } from '@/lib/ports/vault';
import type { Context } from '../context';
import { type ConnectionRow, connectionsOf, serving } from './rows';

/** What a key's ciphertext is bound to. */
export const keyOf = ({ orgId, id }: Pick<ConnectionRow, 'orgId' | 'id'>) => ['model', orgId, id];

/**
 * The way that an organisation has to a model now, read afresh, so that a change holds from the next turn on in every
 * process; null for the deployment's own. @throws SpeechFailure when its key can't be read.
 */
export async function wayTo(
  ctx: Pick<Context, 'db' | 'vault'>,
  orgId: string,
  model: ModelRef,
): Promise<Connection | null> {
  if (model.provider === 'playbook') return null;
  const found = serving(await connectionsOf(ctx.db, orgId), model);
  return found && wayBy(ctx, found.row, model);
}

/** @throws SpeechFailure when its key can't be read. */
export function wayBy({ vault }: Pick<Context, 'vault'>, row: ConnectionRow, model: ModelRef): Connection {
  const { id, version, url, keySealed } = row;
  const price = row.models.find((one) => one.name === model.name)?.price ?? null;
  try {
    return { id, version, url, price, apiKey: keySealed && vault.open(keySealed, keyOf(row)) };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const args = { provider: model.provider, model: model.name };
    throw new SpeechFailure({ code: 'model.key_unreadable', args }, false);
  }
}
