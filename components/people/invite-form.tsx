'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import type { Send } from '../ui/send';
import { LinkShown } from './link-shown';
import styles from './people.module.css';
import { type Role, roles } from './roles';

interface Props {
  /** Roles that the reader may give. */
  gives: readonly Role[];
  mails: boolean;
  invite: Send<{ link: string | null }>;
}

/** One address, one role; the link to hand over stands below where no mail server carries it. */
export function InviteForm({ gives, mails, invite }: Props) {
  const t = useTranslations('people');
  const [told, setTold] = useState<{ text: string; bad: boolean } | null>(null);
  const [link, setLink] = useState<{ email: string; link: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email') ?? '').trim();
    setBusy(true);
    setLink(null);
    const result = await invite({ email, role: form.get('role') }).catch(() => null);
    setBusy(false);
    if (!result?.ok) {
      setTold({ text: result?.problem.errors?.[0]?.message ?? result?.problem.detail ?? t('network'), bad: true });
      return field.current?.focus();
    }
    setTold({ text: t(result.value.link ? 'invited_link' : 'invited_mail', { email }), bad: false });
    if (result.value.link) setLink({ email, link: result.value.link });
    if (field.current) field.current.value = '';
  };

  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.line}>
        <label>
          {t('address')}
          <input
            ref={field}
            className="field"
            type="email"
            name="email"
            autoComplete="off"
            aria-invalid={told?.bad || undefined}
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
        role={told?.bad ? 'alert' : 'status'}
        className={`${styles.told} ${told?.bad ? 'trouble' : 'note'}`}
      >
        {told?.text ?? t(mails ? 'mailed_how' : 'link_how')}
      </p>
      {link && <LinkShown link={link.link} email={link.email} />}
    </form>
  );
}
