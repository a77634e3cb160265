import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../env';

const bytes = 32;

type SecretEnv = Pick<Env, 'XIO_SECRET_KEY' | 'XIO_SECRET_KEY_OLD' | 'DATABASE_URL' | 'XIO_DATA_DIR'>;

/**
 * The secrets of this deployment, the one that seals first. The embedded product makes its own once, in a file that
 * only its user can read; one with a database of its own needs `XIO_SECRET_KEY`, which all its processes share.
 */
export function deploymentSecrets(env: SecretEnv): Buffer[] {
  const own = env.XIO_SECRET_KEY ?? (env.DATABASE_URL ? undefined : kept(env.XIO_DATA_DIR));
  return [own, env.XIO_SECRET_KEY_OLD].filter((one) => one !== undefined);
}

function kept(dataDir: string): Buffer {
  const path = join(dataDir, 'secret-key');
  try {
    return read(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  mkdirSync(dataDir, { recursive: true });
  // Written whole before it gets its name: of two processes that make one at once, both read the same.
  const made = `${path}.${process.pid}`;
  writeFileSync(made, `${randomBytes(bytes).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(made, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(made);
  }
  return read(path);
}

function read(path: string): Buffer {
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (secret.length !== bytes) throw new Error(`${path} does not hold a key of ${bytes} bytes in base64`);
  return secret;
}
