'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Send } from '../ui/send';
import { useForm } from '../ui/use-form';
import { LinkShown } from './link-shown';
import styles from './people.module.css';
import { type Role, roles } from './roles';

interface Props {
  /** Roles that the reader may give. */
  gives: readonly Role[];
  mails: boolean;
  invite: Send<{ link: string | null; invitation: { email: string } }>;
}

/** One address, one role; the link to hand over stands below where no mail server carries it. */
export function InviteForm({ gives, mails, invite }: Props) {
  const t = useTranslations('people');
  const { form, busy, value: invited, refused, why } = useForm(invite, t('network'));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refused) field.current?.focus();
    else if (invited && field.current) field.current.value = '';
  }, [refused, invited]);
  const told = invited && t(invited.link ? 'invited_link' : 'invited_mail', { email: invited.invitation.email });

  return (
    <form {...form} noValidate>
      <div className={styles.line}>
        <label>
          {t('address')}
          <input
            ref={field}
            className="field"
            type="email"
            name="email"
            autoComplete="off"
            aria-invalid={refused !== null || undefined}
            aria-describedby="invite-told"
          />
        </label>
        <label>
          {t('role')}
          <select className="field" name="role" defaultValue="member">
            {roles
              .filter((role) => gives.includes(role))
              .map((role) => (
                <option key={role} value={role}>
                  {t(`roles.${role}`)}
                </option>
              ))}
          </select>
        </label>
        <button type="submit" className="button" disabled={busy}>
          {t('invite')}
        </button>
      </div>
      <p
        id="invite-told"
        role={refused ? 'alert' : 'status'}
        className={`${styles.told} ${refused ? 'trouble' : 'note'}`}
      >
        {why ?? told ?? t(mails ? 'mailed_how' : 'link_how')}
      </p>
      {invited?.link && !busy && <LinkShown link={invited.link} email={invited.invitation.email} />}
    </form>
  );
}
