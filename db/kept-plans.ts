import { sql } from 'drizzle-orm';

const mark = '/* planned once */';

/** Ends a statement that is asked so often that to plan it each time would take longer than all that it does. */
export const plannedOnce = sql.raw(` ${mark}`);

/**
 * A pool whose connections remember the plans of statements that end so. Not for one behind a pooler, which hands each
 * statement to whichever connection is free.
 */
export function keepPlans<P extends { query(...args: never[]): unknown }>(pool: P): P {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `planned_${names.size}`;
    names.set(text, name);
    return name;
  };
  const named = (asked: unknown) =>
    typeof asked === 'object' &&
    asked !== null &&
    'text' in asked &&
    typeof asked.text === 'string' &&
    asked.text.endsWith(mark)
      ? { ...asked, name: nameOf(asked.text) }
      : asked;
  const ask = pool.query;
  return Object.assign(pool, {
    query: (asked: unknown, ...rest: unknown[]): unknown => Reflect.apply(ask, pool, [named(asked), ...rest]),
  });
}
