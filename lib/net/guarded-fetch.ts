import { lookup } from 'node:dns';
import { Agent as HttpAgent, request as http, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as https } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { isPrivateAddress, isPrivateHost } from './addresses';

/** Where a request may not go: a private address, or wherever a redirect points. */
export class WayRefused extends Error {
  override name = 'WayRefused';
  constructor(readonly why: 'private' | 'redirect') {
    super(`The way there is refused: ${why}`);
  }
}

/** Looks at the very addresses that are connected to, so that a name can't change between check and use. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) callback(error ?? new Error(`${hostname} has no address`), []);
    else if (found.some(({ address }) => isPrivateAddress(address))) callback(new WayRefused('private'), []);
    else if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

/**
 * A `fetch` for addresses that users name: it follows no redirect and, unless `allowPrivate`, connects to no private
 * address. @throws WayRefused
 */
export function createGuardedFetch(allowPrivate: boolean): typeof fetch {
  const own = allowPrivate ? {} : { lookup: publicOnly };
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!allowPrivate && isPrivateHost(url.hostname)) throw new WayRefused('private');
    const body = Buffer.from(await request.arrayBuffer());
    const { method, signal } = request;
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
        const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
        resolve(new Response(status === 204 ? null : bodyOf(answer), { status, headers: told }));
      });
      sent.end(body);
    });
  };
}

/** Guarantee: the one class of streams that Node has, which two type libraries describe. */
const bodyOf = (answer: IncomingMessage) => Readable.toWeb(answer) as ReadableStream<Uint8Array>;
