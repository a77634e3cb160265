// node lib/terminal/edge.mjs [folder of a build]: fails where a handler at the edge needs what only Node has.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What of Node the edge runtime has; see Next's "Edge Runtime". Everything else is found missing only when it is asked for. */
const there = new Set(['assert', 'async_hooks', 'buffer', 'events', 'util', 'util/types']);

/** How a chunk asks for what is outside of it; the second form throws whatever the name is. */
const asks = /\brequire\("([^"]+)"\)|\b__import_unsupported\("([^"]+)"\)/g;

/** One sentence for each module that a handler at the edge asks for and will not get. A build with it ends without a word, and answers 500. */
export function edgeFaults(folder) {
  const { functions, middleware } = JSON.parse(readFileSync(join(folder, 'server/middleware-manifest.json'), 'utf8'));
  return Object.values({ ...middleware, ...functions }).flatMap(({ page, files }) => {
    const texts = files.map((file) => join(folder, file)).filter((path) => existsSync(path) && path.endsWith('.js'));
    const asked = texts.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(asks)].map((match) => match.slice(1).find(Boolean)),
    );
    return [...new Set(asked)]
      .filter((name) => !there.has(name.replace(/^node:/, '')))
      .map(
        (name) =>
          `The edge handler ${page.replace(/\/route$/, '')} asks for "${name}", which the edge does not have: see what it imports.`,
      );
  });
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const faults = edgeFaults(process.argv[2] ?? '.next');
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
