'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { useForm } from '../ui/use-form';
import styles from './tokens.module.css';

type Role = 'owner' | 'admin' | 'moderator' | 'member' | 'viewer';

interface Props {
  /** What may be given, with what each role holds. */
  roles: { role: Role; permissions: string[] }[];
  usualDays: number;
  make: Send<{ token: string; name: string }>;
}

const lives = [7, 30, 90, 180, 365];

/** Makes a token, then shows it, this once. */
export function MakeToken({ roles, usualDays, make }: Props) {
  const t = useTranslations('tokens');
  const [role, setRole] = useState<Role>('member');
  const [seen, setSeen] = useState<string | null>(null);
  const { form, busy, value: made, why } = useForm(make, t('network'));
  const offered = roles.find((one) => one.role === role)?.permissions ?? [];

  if (made && made.token !== seen) return <Made {...made} onDone={() => setSeen(made.token)} />;
  return (
    <form {...form} className={styles.form} autoComplete="off">
      <label>
        <span className="label">{t('name')}</span>
        <input className="field" name="name" required maxLength={60} aria-describedby="token-name-hint" />
        <span id="token-name-hint" className="note">
          {t('name_hint')}
        </span>
      </label>
      <div className={styles.pair}>
        <label>
          <span className="label">{t('role')}</span>
          <select className="field" name="role" value={role} onChange={({ target }) => setRole(target.value as Role)}>
            {roles.map((one) => (
              <option key={one.role} value={one.role}>
                {t(`role_of.${one.role}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="label">{t('days')}</span>
          <select className="field" name="days" defaultValue={usualDays}>
            {lives.map((count) => (
              <option key={count} value={count}>
                {t('day_count', { count })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <details>
        <summary>{t('some')}</summary>
        <p className="note">{t('some_hint')}</p>
        <fieldset key={role} className={styles.permissions} aria-label={t('some')}>
          {offered.map((one) => (
            <label key={one}>
              <input type="checkbox" name="permissions" value={one} /> <code>{one}</code>
            </label>
          ))}
        </fieldset>
      </details>
      {why && (
        <p role="alert" className="trouble">
          <Icon name="trouble" size={14} /> {why}
        </p>
      )}
      <button type="submit" className="button" disabled={busy}>
        {busy ? t('making') : t('make')}
      </button>
    </form>
  );
}

function Made({ token, name, onDone }: { token: string; name: string; onDone: () => void }) {
  const t = useTranslations('tokens');
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => setCopied(true),
      () => field.current?.select(),
    );
  return (
    <section className={styles.form} aria-label={t('token')}>
      <p role="status">{t('made', { name })}</p>
      <input ref={field} className={`field ${styles.token}`} readOnly value={token} aria-label={t('token')} />
      <div className={styles.deeds}>
        <button type="button" className="button" onClick={copy}>
          {copied ? t('copied') : t('copy')}
        </button>
        <button type="button" className="button" data-quiet="" onClick={onDone}>
          {t('done')}
        </button>
      </div>
    </section>
  );
}
