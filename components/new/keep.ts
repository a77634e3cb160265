import type { Draft } from './draft';

/** Drafts that one person keeps in one browser; the oldest make room. */
const most = 5;

const prefix = (userId: string) => `xio.agenda:${userId}:`;

/** Keeps a draft in this browser. False where the browser keeps nothing. */
export function keep(userId: string, draft: Draft): boolean {
  try {
    localStorage.setItem(`${prefix(userId)}${draft.id}`, JSON.stringify({ at: Date.now(), draft }));
    for (const { id } of stored(userId).slice(most)) forget(userId, id);
    return true;
  } catch {
    return false;
  }
}

export function forget(userId: string, id: string): void {
  try {
    localStorage.removeItem(`${prefix(userId)}${id}`);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The drafts of this person here, the newest first. */
export function kept(userId: string): Draft[] {
  try {
    return stored(userId).flatMap(({ draft }) => (draft ? [draft] : []));
  } catch {
    return [];
  }
}

function stored(userId: string): { id: string; at: number; draft: Draft | null }[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix(userId)))
    .map((key) => ({ id: key.slice(prefix(userId).length), ...entry(localStorage.getItem(key)) }))
    .sort((a, b) => b.at - a.at);
}

function entry(text: string | null): { at: number; draft: Draft | null } {
  try {
    const { at, draft }: { at: unknown; draft: unknown } = JSON.parse(text ?? '');
    return { at: typeof at === 'number' ? at : 0, draft: asDraft(draft) };
  } catch {
    return { at: 0, draft: null };
  }
}

/** Guarantee: `keep` wrote it with this version of its shape; anything else is no draft. */
function asDraft(value: unknown): Draft | null {
  const ours = typeof value === 'object' && value !== null && 'v' in value && value.v === 1 && 'id' in value;
  return ours ? (value as Draft) : null;
}
