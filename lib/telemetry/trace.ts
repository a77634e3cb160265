import { AsyncLocalStorage } from 'node:async_hooks';

export type Attributes = Record<string, string | number | boolean | undefined>;

/** What records spans; there is none unless OpenTelemetry is configured. */
export interface Tracing {
  span<T>(name: string, attributes: Attributes, work: (note: (more: Attributes) => void) => Promise<T>): Promise<T>;
  /** Ids of the span that is open here. */
  ids(): { trace: string; span: string } | null;
}

/** Ids that everything done within is logged and traced with. */
type Subject = Partial<Record<'xio.run' | 'xio.meeting' | 'xio.seat', string>>;
const subjects = ['xio.run', 'xio.meeting', 'xio.seat'] as const;

declare global {
  // The server's bundles share `globalThis` only.
  var xioTracing: Tracing | undefined;
  var xioSubject: AsyncLocalStorage<Subject> | undefined;
}

globalThis.xioSubject ??= new AsyncLocalStorage();

const silent = () => {};

/**
 * Does `work` as a span of this name where spans are recorded, else just does it. Run, meeting and seat are passed on
 * to all spans and log lines within. Attributes never hold what people or models say, and no secrets.
 */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: (note: (more: Attributes) => void) => Promise<T>,
): Promise<T> {
  const before = subjectHere();
  const subject: Subject = { ...before };
  for (const key of subjects) if (typeof attributes[key] === 'string') subject[key] = attributes[key];
  const record = () => globalThis.xioTracing?.span(name, { ...before, ...attributes }, work) ?? work(silent);
  return globalThis.xioSubject?.run(subject, record) ?? record();
}

/** Run, meeting and seat that are being worked on here. */
export const subjectHere = (): Subject => globalThis.xioSubject?.getStore() ?? {};
