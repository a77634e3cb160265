import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { samlEntries } from '@/db/schema';

const live = sql`(${samlEntries.expiresAt} is null or ${samlEntries.expiresAt} > now())`;
const at = (space: string, key: string) => and(eq(samlEntries.space, space), eq(samlEntries.key, key));

/** Small things that SAML remembers, most of them for minutes and for one use. */
export function createEntries(db: Db) {
  return {
    /** Replaces what was there; `seconds` null: it stays. */
    async put(space: string, key: string, value: string, seconds: number | null): Promise<void> {
      const expiresAt = seconds === null ? null : sql`now() + make_interval(secs => ${seconds})`;
      await db.delete(samlEntries).where(lt(samlEntries.expiresAt, sql`now()`));
      await db
        .insert(samlEntries)
        .values({ space, key, value, expiresAt })
        .onConflictDoUpdate({ target: [samlEntries.space, samlEntries.key], set: { value, expiresAt } });
    },
    async get(space: string, key: string): Promise<string | null> {
      const [row] = await db
        .select()
        .from(samlEntries)
        .where(and(at(space, key), live));
      return row?.value ?? null;
    },
    /** What is there, for the one who comes first. */
    async take(space: string, key: string): Promise<string | null> {
      const [row] = await db.delete(samlEntries).where(at(space, key)).returning({ value: samlEntries.value, live });
      return row?.live ? row.value : null;
    },
    /** One process at a time. */
    async alone<T>(work: () => Promise<T>): Promise<T> {
      return db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('xio saml', 0))`);
        return work();
      });
    },
  };
}

export type Entries = ReturnType<typeof createEntries>;
