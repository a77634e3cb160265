import { getDatabase } from './db/client';
import { countRequests } from './lib/telemetry/requests';
import { startSweeping } from './lib/wiring';

/** Opens the database, takes up runs that were left, and sees to a clean end. A server without a database is none. */
export async function begin(): Promise<void> {
  countRequests();
  try {
    const database = await getDatabase();
    const stopSweeping = await startSweeping();
    endCleanly(async () => {
      await stopSweeping();
      await database.close();
    });
  } catch (error) {
    process.stderr.write(`XIO could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Told to stop, or left alone by the process that started us: does `end`, once, within 10 seconds. */
function endCleanly(end: () => Promise<void>): void {
  let ending = false;
  const stop = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`XIO did not end cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  if (process.env.NEXT_MANUAL_SIG_HANDLE) process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  process.on('disconnect', stop);
}
