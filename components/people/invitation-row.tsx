'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import type { Send } from '../ui/send';
import { LinkShown } from './link-shown';
import styles from './people.module.css';
import type { Role } from './roles';

interface Props {
  invitation: {
    id: string;
    email: string;
    role: Role;
    state: 'open' | 'expired' | 'accepted' | 'revoked';
    expiresAt: string;
    mail: { state: 'none' | 'queued' | 'sent' | 'failed'; reason: string | null };
  };
  /** Why the reader can do nothing with it; null where they can. */
  why: string | null;
  now: string;
  again: Send<{ link: string | null }>;
  takeBack: Send;
}

export function InvitationRow({ invitation, why, now, again, takeBack }: Props) {
  const { id, email, role, state, expiresAt, mail } = invitation;
  const t = useTranslations('people');
  const locale = useLocale();
  const [link, setLink] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async <T,>(act: Send<T>): Promise<T | null> => {
    setBusy(true);
    const result = await act({ id }).catch(() => null);
    setBusy(false);
    setRefused(result?.ok ? null : (result?.problem.detail ?? t('network')));
    return result?.ok ? result.value : null;
  };
  return (
    <li className={styles.row} data-out={state === 'open' ? undefined : ''}>
      <div className={styles.who}>
        <b>{email}</b>
        <p className="note">
          {state === 'expired' ? t('expired') : t('until')} <Moment at={expiresAt} now={now} locale={locale} />
          {mail.state !== 'none' && (
            <>
              {'. '}
              {t(`mail.${mail.state}`)}
            </>
          )}
        </p>
        {mail.reason && (
          <p className="trouble">
            <Icon name="trouble" size={13} /> {t(`mail_reason.${mail.reason}`)}
          </p>
        )}
        {refused && (
          <p role="alert" className="trouble">
            {refused}
          </p>
        )}
        {link && <LinkShown link={link} email={email} />}
      </div>
      <p className={styles.role}>{t(`roles.${role}`)}</p>
      <div className={styles.deeds}>
        {why ? (
          <span className="note">{why}</span>
        ) : (
          <>
            <button
              type="button"
              className="link"
              disabled={busy}
              aria-label={t('again_to', { email })}
              onClick={async () => setLink((await send(again))?.link ?? null)}
            >
              {t(mail.state === 'none' ? 'new_link' : 'again')}
            </button>
            <button
              type="button"
              className="link"
              disabled={busy}
              aria-label={t('take_back_of', { email })}
              onClick={() => send(takeBack)}
            >
              {t('take_back')}
            </button>
          </>
        )}
      </div>
    </li>
  );
}
