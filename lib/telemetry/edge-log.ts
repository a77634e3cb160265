import { describe } from './describe';

/** The log of an edge handler: the line that Node would write, by the console, which is all there is. */
export const edgeLogger = {
  error({ err, ...fields }: { err?: unknown }, message: string): void {
    const at = { '@timestamp': new Date().toISOString(), 'log.level': 'error', 'service.name': 'xio' };
    // biome-ignore lint/suspicious/noConsole: there is no other way out of an isolate
    console.error(JSON.stringify({ ...at, ...fields, error: describe(err), message }));
  },
};
