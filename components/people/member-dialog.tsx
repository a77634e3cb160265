'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../ui/dialog';
import type { Answered, Send } from '../ui/send';
import type { MemberFace } from './member-row';
import styles from './people.module.css';
import { type Role, roles } from './roles';

interface Props {
  open: boolean;
  onClose: () => void;
  member: MemberFace;
  me: { id: string; role: Role };
  save: Send;
  takeOut: Send;
}

/** What an administrator may do with one member; beside what they may not stands why. */
export function MemberDialog({ open, onClose, member, me, save, takeOut }: Props) {
  const { id: userId, name, role, roleFrom, title, aliases } = member;
  const t = useTranslations('people');
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const mine = userId === me.id;
  const above = role === 'owner' && me.role !== 'owner';
  const close = () => {
    setSure(false);
    setRefused(null);
    onClose();
  };
  const send = async (act: Promise<Answered<unknown>>) => {
    setBusy(true);
    const result = await act.catch(() => null);
    setBusy(false);
    if (result?.ok) close();
    else setRefused(result?.problem.errors?.[0]?.message ?? result?.problem.detail ?? t('network'));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const names = String(form.get('aliases') ?? '').split(',');
    const wanted = String(form.get('role') ?? role);
    const change = {
      ...(wanted === role ? {} : { role: wanted }),
      title: String(form.get('title') ?? '').trim() || null,
      aliases: names.map((one) => one.trim()).filter(Boolean),
    };
    void send(save({ userId, change }));
  };
  return (
    <Dialog open={open} onClose={close} title={name} typed>
      <form method="post" onSubmit={submit}>
        <div className={styles.fields}>
          <label>
            <span>{t('role')}</span>
            <select className="field" name="role" defaultValue={role} disabled={above}>
              {roles
                .filter((one) => one !== 'owner' || me.role === 'owner' || one === role)
                .map((one) => (
                  <option key={one} value={one}>
                    {t(`roles.${one}`)}
                  </option>
                ))}
            </select>
            <span className="note">
              {above ? t('owners_only') : roleFrom ? t('by_groups_now', { connection: roleFrom }) : t('role_note')}
            </span>
          </label>
          <label>
            <span>{t('job')}</span>
            <input className="field" name="title" defaultValue={title ?? ''} maxLength={120} />
          </label>
          <label>
            <span>{t('aliases')}</span>
            <input className="field" name="aliases" defaultValue={aliases.join(', ')} maxLength={600} />
            <span className="note">{t('aliases_note')}</span>
          </label>
        </div>
        {refused && (
          <p role="alert" className="trouble mt-2">
            {refused}
          </p>
        )}
        <div className={styles.end}>
          <div>
            {!mine && !above && (
              <button
                type="button"
                className={styles.danger}
                disabled={busy}
                onClick={() => (sure ? void send(takeOut({ userId })) : setSure(true))}
              >
                {t(sure ? 'remove_sure' : 'remove')}
              </button>
            )}
          </div>
          <div>
            <button type="button" className="button" data-quiet="" onClick={close}>
              {t('cancel')}
            </button>
            <button type="submit" className="button" disabled={busy}>
              {t('save')}
            </button>
          </div>
        </div>
        {mine && <p className="note">{t('not_oneself')}</p>}
      </form>
    </Dialog>
  );
}
