let skewMs: number | null = null;
const listeners = new Set<() => void>();

/** Ms by which the server's clock is ahead of this browser's; null until a stream told it. */
export const serverSkew = (): number | null => skewMs;

/** Sets the clock by what the server just said; every stream that opens does. Both ms since 1970. */
export function hearServerClock(serverNow: number, browserNow: number): void {
  if (!Number.isFinite(serverNow)) return;
  skewMs = serverNow - browserNow;
  for (const listener of listeners) listener();
}

export function onServerClock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
