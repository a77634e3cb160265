'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Act } from '../ui/act';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import type { Send } from '../ui/send';
import styles from './tokens.module.css';

interface Token {
  id: string;
  name: string;
  hint: string;
  role: 'owner' | 'admin' | 'moderator' | 'member' | 'viewer';
  permissions: string[] | null;
  state: 'active' | 'lowered' | 'asleep' | 'expired' | 'revoked';
  madeBy: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** A token: what it may, how it stands, and its end. */
export function TokenRow({ token, revoke, now }: { token: Token; revoke: Send; now: string }) {
  const t = useTranslations('tokens');
  const locale = useLocale();
  const { id, name, hint, role, permissions, state, madeBy, expiresAt, lastUsedAt, revokedAt } = token;
  const day = (at: string) => () => <Moment at={at} now={now} locale={locale} />;
  const end = state === 'expired' ? 'ended' : 'ends';
  const over = state === 'expired' || state === 'revoked';
  return (
    <li className={styles.row} data-over={over || undefined}>
      <div className={styles.what}>
        <h2>
          {name} <code>…{hint}</code>
        </h2>
        <p className={state === 'lowered' || state === 'asleep' ? 'waiting' : 'note'}>
          <Icon name={over ? 'tick' : state === 'active' ? 'ring' : 'trouble'} size={14} /> {t(`state.${state}`)}
        </p>
        <p className="note">
          {t(`role_of.${role}`)} · {t('by', { name: madeBy })} ·{' '}
          {revokedAt ? t.rich('revoked_on', { day: day(revokedAt) }) : t.rich(end, { day: day(expiresAt) })} ·{' '}
          {lastUsedAt ? t.rich('used', { day: day(lastUsedAt) }) : t('unused')}
        </p>
        {permissions && (
          <p className="note">{t('permissions', { count: permissions.length, list: permissions.join(', ') })}</p>
        )}
      </div>
      {!over && (
        <details className={styles.end}>
          <summary className="button" data-quiet="">
            <span>{t('revoke')}</span>
            <span>{t('cancel')}</span>
          </summary>
          <p>
            <b>{t('revoke_title', { name })}</b> {t('revoke_text')}
          </p>
          <Act act={revoke} input={{ id }} label={t('revoke')} busy={t('revoking')} />
        </details>
      )}
    </li>
  );
}
