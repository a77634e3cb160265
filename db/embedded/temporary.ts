import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destroyEmbedded } from './ensure';
import { processIdentity } from './file-lock';

/** What earlier processes that were killed have left, with servers that still run. */
async function sweep(root: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = /^xio-tmp-(\d+)-/.exec(name) ?? [];
    const dataDir = join(tmpdir(), name);
    if (!pid || processIdentity(Number(pid)) !== null) continue;
    const owner = await stat(dataDir).catch(() => null);
    if (owner && owner.uid === (process.getuid?.() ?? owner.uid)) {
      await destroyEmbedded({ dataDir, root }).catch(() => {}); // another sweeper has just done so
    }
  }
}

/** A data folder for a test of this process; `destroyEmbedded` deletes it, or else the next process that makes one. */
export async function temporaryDataDir(root = process.cwd()): Promise<string> {
  await sweep(root);
  return mkdtemp(join(tmpdir(), `xio-tmp-${process.pid}-`));
}
