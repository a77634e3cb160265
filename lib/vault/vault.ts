import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type Vault, VaultError } from '../ports/vault';
import { readOutside } from './outside';

const algorithm = 'aes-256-gcm';
const purpose = 'xio secrets v1';
const ivBytes = 12;
const tagBytes = 16;

interface Key {
  /** Tells which key sealed, and nothing of the key. */
  id: string;
  bytes: Buffer;
}

function keyFrom(secret: Buffer): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const id = createHash('sha256').update(purpose).update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under keys derived from secrets of 32 bytes. `secrets` is asked at first
 * use: the first one seals, every one opens, so that an old one can be retired. `outsideDir` holds a folder of files
 * for each organisation.
 */
export function createVault(secrets: () => readonly Buffer[], outsideDir?: string): Vault {
  let known: Key[] | undefined;
  const keys = () => {
    known ??= secrets().map(keyFrom);
    return known;
  };
  const dataOf = (id: string, about: readonly string[]) => Buffer.from(JSON.stringify(['v1', id, ...about]));
  return {
    seal(secret, about) {
      const [key] = keys();
      if (!key) throw new VaultError('no_key');
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key.bytes, iv).setAAD(dataOf(key.id, about));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `v1.${key.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, about) {
      const [, id, body = ''] = /^v1\.([0-9a-f]{8})\.([\w-]+)$/.exec(sealed) ?? [];
      const bytes = Buffer.from(body, 'base64url');
      if (!id || bytes.length < ivBytes + tagBytes) throw new VaultError('garbled');
      const key = keys().find((one) => one.id === id);
      if (!key) throw new VaultError(keys().length === 0 ? 'no_key' : 'wrong_key');
      try {
        const decipher = createDecipheriv(algorithm, key.bytes, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
          .setAAD(dataOf(id, about))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        throw new VaultError('garbled');
      }
    },
    outside: (orgId, name) => readOutside(outsideDir, orgId, name),
  };
}
