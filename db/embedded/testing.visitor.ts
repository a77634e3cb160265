import { ensureEmbedded } from './ensure';

/** A process of its own for tests: uses the server of the folder it is given until its standard input ends. */
const embedded = await ensureEmbedded({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${embedded.url}\n`);
for await (const _ of process.stdin);
await embedded.release();
