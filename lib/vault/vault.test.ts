import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readEnv } from '../env';
import { VaultError } from '../ports/vault';
import { deploymentSecrets } from './secrets';
import { createVault } from './vault';

const [first, second] = [randomBytes(32), randomBytes(32)];
const vaultOf = (...secrets: Buffer[]) => createVault(() => secrets);
const about = ['organisation', 'connection'];
const secret = 'sk-live-0123456789';
const trouble = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error instanceof VaultError ? error.trouble : error;
  }
};

describe('a sealed secret', () => {
  const sealed = vaultOf(first).seal(secret, about);

  it('comes back whole, and is never sealed alike twice', () => {
    expect(vaultOf(first).open(sealed, about)).toBe(secret);
    expect(vaultOf(first).seal(secret, about)).not.toBe(sealed);
    expect(sealed).not.toContain(Buffer.from(secret).toString('base64url'));
  });

  it('of another organisation or another row does not open: else a copied row would lend its key', () => {
    expect(trouble(() => vaultOf(first).open(sealed, ['other', 'connection']))).toBe('garbled');
    expect(trouble(() => vaultOf(first).open(sealed, ['organisation', 'other']))).toBe('garbled');
  });

  it('that was tampered with anywhere is refused, never half read', () => {
    const [version, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      const again = `${version}.${id}.${spoilt.toString('base64url')}`;
      expect(trouble(() => vaultOf(first).open(again, about))).toBe('garbled');
    }
    for (const nonsense of ['', 'v1', 'v2.00000000.AAAA', sealed.slice(0, 30), `${sealed}!`, `x${sealed}`]) {
      expect(trouble(() => vaultOf(first).open(nonsense, about))).toBe('garbled');
    }
  });

  it('says so when the deployment’s key is another one, or gone', () => {
    expect(trouble(() => vaultOf(second).open(sealed, about))).toBe('wrong_key');
    expect(trouble(() => vaultOf().open(sealed, about))).toBe('no_key');
    expect(trouble(() => vaultOf().seal(secret, about))).toBe('no_key');
  });

  it('opens after the key was replaced while the old one is still given', () => {
    const rotated = vaultOf(second, first);
    expect(rotated.open(sealed, about)).toBe(secret);
    const again = rotated.seal(secret, about);
    expect(vaultOf(second).open(again, about)).toBe(secret);
    expect(trouble(() => vaultOf(first).open(again, about))).toBe('wrong_key');
  });
});

describe('the deployment’s key', () => {
  let folder = '';
  const dataDir = () => {
    folder = mkdtempSync(join(tmpdir(), 'xio-vault-'));
    return folder;
  };
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once in the embedded product, for its user alone', () => {
    const env = readEnv({ XIO_DATA_DIR: join(dataDir(), 'new') });
    const [made] = deploymentSecrets(env);
    expect(made).toHaveLength(32);
    expect(deploymentSecrets(env)).toEqual([made]);
    expect(statSync(join(env.XIO_DATA_DIR, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('is never made beside a database of one’s own, where another process would make another', () => {
    const env = readEnv({ DATABASE_URL: 'postgres://localhost/xio', XIO_DATA_DIR: dataDir() });
    expect(deploymentSecrets(env)).toEqual([]);
  });

  it('comes from the environment first, with the old one behind it', () => {
    const given = { XIO_SECRET_KEY: first.toString('base64'), XIO_SECRET_KEY_OLD: second.toString('base64') };
    expect(deploymentSecrets(readEnv({ ...given, XIO_DATA_DIR: dataDir() }))).toEqual([first, second]);
    expect(() => readEnv({ XIO_SECRET_KEY: 'c2hvcnQ=' })).toThrow(/XIO_SECRET_KEY must be 32 bytes in base64/);
    expect(() => readEnv({ XIO_SECRET_KEY: 'x'.repeat(44) })).toThrow(/XIO_SECRET_KEY must be 32 bytes/);
  });

  it('in a broken file is refused, not replaced: all that it sealed would be lost', () => {
    const env = readEnv({ XIO_DATA_DIR: dataDir() });
    const path = join(folder, 'secret-key');
    writeFileSync(path, 'nonsense');
    expect(() => deploymentSecrets(env)).toThrow(/does not hold a key of 32 bytes/);
    expect(readFileSync(path, 'utf8')).toBe('nonsense');
  });
});

describe('a secret outside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xio-outside-'));
  mkdirSync(join(folder, 'ours'));
  mkdirSync(join(folder, 'theirs'));
  writeFileSync(join(folder, 'ours', 'notion'), 'ntn_ours\n');
  writeFileSync(join(folder, 'ours', 'empty'), '\n');
  writeFileSync(join(folder, 'theirs', 'notion'), 'ntn_theirs');
  writeFileSync(join(folder, 'top'), 'of nobody');
  afterAll(() => rmSync(folder, { recursive: true }));
  const outside = (orgId: string, name: string, dir: string | undefined = folder) =>
    createVault(() => [], dir)
      .outside(orgId, name)
      .catch((error: unknown) => (error instanceof VaultError ? error.trouble : error));

  it('is read as it is now, and only for its own organisation', async () => {
    expect(await outside('ours', 'notion')).toBe('ntn_ours');
    for (const name of ['../theirs/notion', '..', '.', '', '/etc/passwd', 'empty', 'gone', 'Notion', '../top']) {
      expect(await outside('ours', name), name).toBe('not_there');
    }
    expect(await outside('..', 'top')).toBe('not_there');
  });

  it('says so where the deployment keeps none outside', async () => {
    expect(
      await createVault(() => [])
        .outside('ours', 'notion')
        .catch((error) => error.trouble),
    ).toBe('no_folder');
  });
});
