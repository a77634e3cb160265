import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { Agent as HttpAgent, request as http, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as https } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline, Readable, Transform } from 'node:stream';
import { isPrivateAddress, isPrivateHost } from './addresses';

/** Where a request may not go: a private address, or wherever a redirect points. */
export class WayRefused extends Error {
  override name = 'WayRefused';
  constructor(readonly why: 'private' | 'redirect') {
    super(`The way there is refused: ${why}`);
  }
}

type Ask = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** Looks at the very addresses that are connected to, so that a name can't change between check and use. */
const publicOf =
  (ask: Ask): LookupFunction =>
  (hostname, options, callback) => {
    ask(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) callback(error ?? new Error(`${hostname} has no address`), []);
      else if (found.some(({ address }) => isPrivateAddress(address))) callback(new WayRefused('private'), []);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
export const publicOnly: LookupFunction = publicOf(lookup);

/** Far above what a model says, in bytes: a server that never ends fills no memory. What it says of an error is short. */
const longest = { answer: 16 * 1024 * 1024, error: 1024 * 1024 };
/** What the web's `Response` takes no body for. */
const bodiless = [204, 205];

/**
 * A `fetch` for addresses that users name: it follows no redirect and, unless `allowPrivate`, connects to no private
 * address; `ask` resolves names. What the server answers, it can only fail the call. @throws WayRefused
 */
export function createGuardedFetch(allowPrivate: boolean, ask: Ask = lookup): typeof fetch {
  const own = allowPrivate ? {} : { lookup: publicOf(ask) };
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!allowPrivate && isPrivateHost(url.hostname)) throw new WayRefused('private');
    const body = Buffer.from(await request.arrayBuffer());
    const { method } = request;
    // Not the request's own: that one is collected with it, and hears of no abort any more.
    const signal = init?.signal ?? request.signal;
    const headers = Object.fromEntries(request.headers);
    return new Promise((resolve, reject) => {
      const options = { method, headers, signal, ...own };
      const sent =
        url.protocol === 'https:'
          ? https(url, { ...options, agent: agents['https:'] })
          : http(url, { ...options, agent: agents['http:'] });
      sent.on('error', reject);
      sent.on('response', (answer) => {
        const status = answer.statusCode ?? 0;
        if (status < 200 || (status >= 300 && status < 400)) {
          answer.destroy();
          reject(new WayRefused('redirect'));
          return;
        }
        if (status > 599) {
          answer.destroy();
          reject(new Error(`There is no status ${status}`));
          return;
        }
        const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
        const none = bodiless.includes(status);
        if (none) answer.destroy();
        const body = none ? null : bodyOf(answer, longest[status < 400 ? 'answer' : 'error']);
        resolve(new Response(body, { status, headers: told }));
      });
      // Also after an answer that is none, such as a change of protocol.
      sent.on('close', () => reject(new Error('The server hung up')));
      sent.end(body);
    });
  };
}

/** At most `bytes` of it, then an error. Guarantee: the one class of streams that Node has, which two type libraries describe. */
function bodyOf(answer: IncomingMessage, bytes: number) {
  let left = bytes;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      left -= chunk.length;
      done(left < 0 ? new Error(`The answer is longer than ${bytes} bytes`) : null, chunk);
    },
  });
  pipeline(answer, counted, () => {}); // whoever reads it is told
  return Readable.toWeb(counted) as ReadableStream<Uint8Array>;
}
