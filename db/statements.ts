import type { SQL } from 'drizzle-orm';

/** A database that is asked one statement at a time: any of ours, also where it has no transactions. */
export interface Statements {
  execute(query: SQL): PromiseLike<{ rows: unknown[] }>;
}

/** Rows of one statement. The cast's guarantee: `Row` is what the statement selects, by its own names and casts. */
export async function rowsOf<Row>(db: Statements, query: SQL): Promise<Row[]> {
  return (await db.execute(query)).rows as Row[];
}
