const quietMs = 30_000;

/**
 * Warns of what fails again and again, such as every second while a database is gone: at once, then at most every
 * 30 s for each message, with how often it happened meanwhile.
 */
export function createSparingWarnings(logger: { warn(fields: object, message: string): void }, now: () => number) {
  const told = new Map<string, { at: number; unsaid: number }>();
  return (error: unknown, message: string): void => {
    const last = told.get(message);
    if (last && now() - last.at < quietMs) {
      last.unsaid += 1;
      return;
    }
    told.set(message, { at: now(), unsaid: 0 });
    logger.warn({ error, ...(last?.unsaid ? { unsaid: last.unsaid } : {}) }, message);
  };
}
