import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import { isPrivateHost, mayReachPrivate } from '@/lib/net/addresses';
import { VaultError } from '@/lib/ports/vault';
import type { Context } from '../context';
import type { Executor } from '../data';
import { type InputIssue, ServiceError } from '../errors';
import { type ConnectionRow, connectionsOf } from './rows';
import type { Provider } from './schemas';
import { keyOf } from './way';

interface Wanted extends Pick<ConnectionRow, 'id' | 'orgId' | 'label' | 'url' | 'models'> {
  provider: Provider;
  hasKey: boolean;
}

/**
 * What a schema can't say of a connection; holds the organisation until the transaction ends, so that of two changes
 * at once the later sees the earlier. Returns the other connections.
 * @throws ServiceError `invalid`
 */
export async function checkConnection({ env }: Pick<Context, 'env'>, tx: Executor, wanted: Wanted) {
  await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, wanted.orgId)).for('update');
  const others = (await connectionsOf(tx, wanted.orgId)).filter((one) => one.id !== wanted.id);
  const issues: InputIssue[] = [];
  if (others.some((one) => one.label.toLowerCase() === wanted.label.toLowerCase())) {
    issues.push({ path: 'label', code: 'connection.label_taken', args: { label: wanted.label } });
  }
  for (const [n, { name }] of wanted.models.entries()) {
    const path = `models.${n}.name`;
    const other = others.find((one) => one.provider === wanted.provider && one.models.some((its) => its.name === name));
    if (other) issues.push({ path, code: 'connection.model_taken', args: { model: name, label: other.label } });
    const twice = wanted.models.findIndex((one) => one.name === name) !== n;
    if (twice) issues.push({ path, code: 'connection.model_twice', args: { model: name } });
  }
  if (wanted.provider === 'compatible') issues.push(...urlIssues(wanted.url ?? '', mayReachPrivate(env)));
  else if (wanted.url !== null) issues.push({ path: 'url', code: 'connection.url_fixed' });
  if (wanted.provider !== 'compatible' && !wanted.hasKey) {
    issues.push({ path: 'key', code: 'connection.key_missing' });
  }
  if (issues.length > 0) throw new ServiceError('invalid', 'request.invalid', { count: issues.length }, issues);
  return others;
}

function urlIssues(text: string, privateToo: boolean): InputIssue[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return [{ path: 'url', code: 'connection.url_form' }];
  if (url.username || url.password || url.search || url.hash) return [{ path: 'url', code: 'connection.url_plain' }];
  if (!privateToo && isPrivateHost(url.hostname)) return [{ path: 'url', code: 'connection.url_private' }];
  return [];
}

const hintOf = (key: string) => (key.length >= 16 ? key.slice(-4) : null);

/** The columns of a key. @throws ServiceError `unavailable` where this deployment can't keep one. */
export function sealedKey({ vault }: Pick<Context, 'vault'>, row: Pick<ConnectionRow, 'orgId' | 'id'>, key: string) {
  try {
    return { keySealed: vault.seal(key, keyOf(row)), keyHint: hintOf(key) };
  } catch (error) {
    if (error instanceof VaultError) throw new ServiceError('unavailable', 'connection.no_secret_key');
    throw error;
  }
}
