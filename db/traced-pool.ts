import { traced } from '../lib/telemetry/trace';

/** What `pg` and Neon's driver have in common here. */
interface Queries {
  query(...args: never[]): unknown;
}

/** "select runs": what a statement does, without its values. */
export function summary(statement: unknown): string {
  const text = typeof statement === 'object' && statement !== null && 'text' in statement ? statement.text : statement;
  const [, verb = 'query'] = /^\s*(\w+)/.exec(String(text)) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?(\w+)/i.exec(String(text)) ?? [];
  return table ? `${verb.toLowerCase()} ${table}` : verb.toLowerCase();
}

/**
 * A pool whose statements are spans, where spans are recorded; else the pool itself. Drizzle asks a pool for single
 * statements, and for a client of a transaction; both are seen.
 */
export function tracedPool<P extends Queries & { connect(): Promise<Queries> }>(pool: P): P {
  return globalThis.xioTracing ? watched(pool) : pool;
}

/** The same object but for `query` and `connect`: whatever else is asked of it is answered by the original. */
function watched<T extends object>(target: T): T {
  return new Proxy(target, {
    get(_, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key === 'query') return (...args: unknown[]) => spanOf(args, () => Reflect.apply(value, target, args));
      if (key === 'connect') return async () => watched(Object(await Reflect.apply(value, target, [])));
      return value.bind(target);
    },
  });
}

const spanOf = (args: unknown[], work: () => unknown): Promise<unknown> => {
  const name = summary(args[0]);
  return traced(name, { 'db.system.name': 'postgresql', 'db.query.summary': name }, async () => work());
};
