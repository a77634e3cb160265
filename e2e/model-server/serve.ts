import { type Fault, startModelServer } from './index';

/** `npx tsx e2e/model-server/serve.ts [port] [chunk delay in ms] [faults, comma-separated, one call in five]`. */
const [port = '11500', delay = '0', kinds = ''] = process.argv.slice(2);
const named = kinds.split(',').filter(Boolean) as Fault[];
const { url } = await startModelServer({
  port: Number(port),
  chunkDelayMs: Number(delay),
  ...(named.length > 0 && { faults: { seed: 1, share: 0.2, kinds: named } }),
});
console.log(`XIO_MODEL=compatible:acted XIO_COMPATIBLE_URL=${url}`);
