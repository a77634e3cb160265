import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ShareScope } from '@/lib/council/redact';
import { Act } from '../ui/act';
import type { Send } from '../ui/send';
import styles from './form.module.css';

export interface ShareShown {
  id: string;
  label: string;
  scope: ShareScope;
  password: boolean;
  once: boolean;
  redaction: { names: boolean; passages: string[] };
  state: 'open' | 'used' | 'expired' | 'revoked';
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  openings: { opened: number; wrongPasswords: number; refused: number; last: string | null };
}

interface Props {
  share: ShareShown;
  meetingId: string;
  /** Null for who may only look. */
  revoke: Send | null;
}

/** One link: what it shows, whether it opens, how often it was, and the way to take it back. */
export function ShareRow({ share, meetingId, revoke }: Props) {
  const t = useTranslations('share');
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  const { opened, wrongPasswords, refused, last } = share.openings;
  const terms = [
    share.password && t('asks_password'),
    share.once && t('opens_once'),
    (share.redaction.names || share.redaction.passages.length > 0) && t('hides'),
  ].filter(Boolean);
  const log = [
    t('openings', { count: opened }),
    last && t('last', { at: format.dateTime(new Date(last), { dateStyle: 'medium', timeStyle: 'short' }) }),
    wrongPasswords > 0 && t('wrong_passwords', { count: wrongPasswords }),
    refused > 0 && t('refused', { count: refused }),
  ].filter(Boolean);
  return (
    <li className={styles.row}>
      <div>
        <p>
          <b>{share.label || t('unnamed')}</b> · {t(`scopes.${share.scope}`)}
          {terms.length > 0 && ` · ${terms.join(' · ')}`}
        </p>
        <p aria-live="polite" className={share.state === 'open' ? undefined : 'text-ink-2'}>
          {t(`state.${share.state}`, { day: day(share.revokedAt ?? share.expiresAt) })}
        </p>
        <p className="note">{log.join(' · ')}</p>
        <p className="note">
          {share.createdBy
            ? t('by', { name: share.createdBy, day: day(share.createdAt) })
            : t('by_nobody', { day: day(share.createdAt) })}
        </p>
      </div>
      <div className={styles.deeds}>
        <Link className="link" prefetch={false} href={`/meetings/${meetingId}/share/preview?link=${share.id}`}>
          {t('preview')}
        </Link>
        {revoke && share.state === 'open' && (
          <Act act={revoke} input={{ meetingId, id: share.id }} label={t('revoke')} busy={t('revoking')} />
        )}
      </div>
    </li>
  );
}
