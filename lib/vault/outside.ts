import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError } from '../ports/vault';

/** One folder or file below another: no way up, and no other organisation's. */
const plain = /^[a-z0-9-]{1,64}$/;

/** A file below the operator's folder, without the line break at its end. @throws VaultError */
export async function readOutside(dir: string | undefined, orgId: string, name: string): Promise<string> {
  if (!dir) throw new VaultError('no_folder');
  if (!plain.test(orgId) || !plain.test(name)) throw new VaultError('not_there');
  const text = await readFile(join(dir, orgId, name), 'utf8').catch(() => '');
  if (!text.trim()) throw new VaultError('not_there');
  return text.trim();
}
