import type { Statements } from '@/db/statements';
import type { Member } from '../services/context';
import { resolveSessions } from './held';
import { may, type Permission } from './permissions';
import { tokenOf } from './token';

/** Whoever asks within this time is answered by one statement. */
const gatherMs = 10;

let batch: { tokens: Set<string>; answer: Promise<Map<string, Member>> } | null = null;

function together(db: Statements, token: string): Promise<Map<string, Member>> {
  if (!batch) {
    const tokens = new Set<string>();
    const answer = new Promise<void>((resolve) => setTimeout(resolve, gatherMs)).then(() => {
      batch = null;
      return resolveSessions(db, [...tokens]);
    });
    batch = { tokens, answer };
  }
  batch.tokens.add(token);
  return batch.answer;
}

/**
 * Whether an open stream may go on: who its request stands for now, null for nobody who may. Many streams that ask in
 * the same moment cost one statement, and none of them moves the end of a session. @throws when that can't be known.
 */
export async function guardAgain(
  request: Pick<Request, 'headers'>,
  db: Statements,
  permission: Permission,
): Promise<Member | null> {
  const token = tokenOf(request.headers)?.token;
  if (!token) return null;
  const who = (await together(db, token)).get(token);
  return who && may(who.role, permission) ? who : null;
}
