import type { Statements } from '@/db/statements';
import type { Member } from '../services/context';
import { type Asking, resolveSessions } from './held';
import { may, type Permission } from './permissions';
import { type Published, tokenOf } from './token';

/** Whoever asks within this time is answered by one statement. */
const gatherMs = 10;

let batch: { asking: Map<string, Asking>; answer: Promise<Map<string, Member | null>> } | null = null;

async function together(db: Statements, one: Asking): Promise<Member | null> {
  if (!batch) {
    const asking = new Map<string, Asking>();
    const answer = new Promise<void>((resolve) => setTimeout(resolve, gatherMs)).then(async () => {
      batch = null;
      const found = await resolveSessions(db, [...asking.values()]);
      return new Map([...asking.keys()].map((key, n) => [key, found[n] ?? null]));
    });
    batch = { asking, answer };
  }
  const key = `${one.token} ${one.meetingId ?? ''}`;
  batch.asking.set(key, one);
  return (await batch.answer).get(key) ?? null;
}

/**
 * Whether an open stream may go on: who its request stands for now, null for nobody who may. Many streams that ask in
 * the same moment cost one statement, and none of them moves the end of a session. @throws when that can't be known.
 */
export async function guardAgain(
  request: Pick<Request, 'headers'>,
  { db, env }: { db: Statements; env: Published },
  permission: Permission,
  meetingId: string | null,
): Promise<Member | null> {
  const token = tokenOf(request.headers, env)?.token;
  if (!token) return null;
  const who = await together(db, { token, meetingId });
  return who && may(who, permission) ? who : null;
}
