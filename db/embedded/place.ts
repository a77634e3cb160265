import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries } from './binaries';

/** Where a server lives and whom it runs as. */
export interface Place {
  /** Folder of the cluster and its log; belongs to the server's user. */
  home: string;
  data: string;
  log: string;
  bin: string;
  /** Null: as we are, because we are not root. */
  user: { uid: number; gid: number } | null;
}

/** Of root's servers: their user must get there, and a checkout in root's own folders is closed to it. */
const system = '/var/lib/xio';

const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));

/** PostgreSQL refuses to run as root, so root gives it the user `postgres`, made where missing. */
function postgresUser() {
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', [...options, 'postgres'], { stdio: 'pipe' });
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** @param dataDir existing folder; root finds there the server that an ordinary user made, and runs it as that user. */
export async function findPlace(dataDir: string, root: string): Promise<Place> {
  const path = await realpath(dataDir);
  const inPlace = join(path, 'postgres');
  const isRoot = process.getuid?.() === 0;
  const apart = isRoot && !existsSync(inPlace);
  const home = apart ? join(system, createHash('sha256').update(path).digest('hex').slice(0, 16)) : inPlace;
  if (isRoot) {
    await mkdir(system, { recursive: true });
    await chmod(system, 0o755);
  }
  const bin = await findBinaries(root, isRoot ? system : null, path);
  const user = isRoot ? (apart ? postgresUser() : statSync(inPlace)) : null;
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (user) await chown(home, user.uid, user.gid);
  return { home, data: join(home, 'data'), log: join(home, 'postgres.log'), bin, user };
}
