import { getDatabase } from './db/client';
import { beginLocalAccount } from './lib/auth/local-account';
import { type Env, readEnv } from './lib/env';
import { gather } from './lib/services/scrape';
import { countRequests } from './lib/telemetry/requests';
import { noteSockets } from './lib/telemetry/sockets';
import { getContext, startSweeping } from './lib/wiring';

/** What is left after the drivers' grace: jobs, mail and the database. */
const closingMs = 5_000;

/** Opens the database, takes up runs that were left, and sees to a clean end. A server without a database is none. */
export async function begin(): Promise<void> {
  noteSockets();
  countRequests();
  try {
    const env = readEnv();
    const stopTelemetry = await beginTelemetry(env);
    const database = await getDatabase();
    const ctx = await getContext();
    const said = await beginLocalAccount(ctx);
    // `npm start` says it in its own place.
    if (process.send) process.send({ said });
    else ctx.logger.info(said);
    const stopSweeping = await startSweeping();
    endCleanly(env.XIO_GRACE_SECONDS * 1000, async (graceMs) => {
      await stopSweeping(graceMs);
      await stopTelemetry();
      await database.close();
    });
  } catch (error) {
    process.stderr.write(`XIO could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Before the database is opened, whose statements are spans. Nothing of OpenTelemetry is loaded unless it is wanted. */
async function beginTelemetry(env: Env): Promise<() => Promise<void>> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_SDK_DISABLED) return async () => {};
  const telemetry = await import('./lib/telemetry/open-telemetry');
  return telemetry.beginTelemetry(env.OTEL_TRACES_SAMPLER_ARG, async () => gather(await getContext()));
}

/**
 * Does `end`, once: with a grace for turns that are being spoken when told to stop by SIGTERM, at once when somebody
 * at a terminal waits for it or the process that started us has gone.
 */
function endCleanly(graceMs: number, end: (graceMs: number) => Promise<void>): void {
  let ending = false;
  const stop = (grace: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), grace + closingMs).unref();
    end(grace).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`XIO did not end cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  const atOnce = () => stop(0);
  if (process.env.NEXT_MANUAL_SIG_HANDLE) {
    process
      .on('SIGTERM', () => stop(graceMs))
      .on('SIGINT', atOnce)
      .on('SIGHUP', atOnce);
  }
  process.on('disconnect', atOnce);
}
