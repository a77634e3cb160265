import { begin } from '@/instrumentation.node.js';

/** A server process of its own for tests, without its pages: it takes up runs, and ends as a server does. */
await begin();
process.stdout.write('ready\n');
