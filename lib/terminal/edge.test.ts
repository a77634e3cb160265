import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { edgeFaults } from './edge.mjs';

const folder = mkdtempSync(join(tmpdir(), 'xio-edge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A build whose one handler at the edge consists of `chunk`, in the words of Next's own chunks. */
function built(chunk: string): string[] {
  mkdirSync(join(folder, 'server/edge'), { recursive: true });
  writeFileSync(join(folder, 'server/edge/chunk.js'), chunk);
  const page = '/api/edge/meetings/[id]/stream/route';
  const functions = { [page]: { page, files: ['server/edge/chunk.js', 'server/not-there.js'] } };
  writeFileSync(join(folder, 'server/middleware-manifest.json'), JSON.stringify({ middleware: {}, functions }));
  return edgeFaults(folder);
}

describe('a build that ended well', () => {
  it.each([
    [
      'loaded when it is needed',
      'await Promise.resolve().then(()=>e.x("node:fs",()=>require("node:fs"),!0))',
      'node:fs',
    ],
    ['by its bare name', '9643,(e,t,r)=>{e.n(__import_unsupported("crypto"))}', 'crypto'],
    ['a package left outside', 'e.x("pg",()=>require("pg"),!0)', 'pg'],
  ])('is refused where the edge would answer 500: a module of Node, %s', (_, chunk, name) => {
    expect(built(chunk)).toEqual([
      expect.stringMatching(new RegExp(`/api/edge/meetings/\\[id\\]/stream asks for "${name}"`)),
    ]);
  });

  it('is good with what the edge has', () => {
    const has = ['node:buffer', 'node:async_hooks', 'events', 'node:util/types'];
    expect(built(has.map((name) => `t.exports=e.x("${name}",()=>require("${name}"))`).join(';'))).toEqual([]);
  });
});
