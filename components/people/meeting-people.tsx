'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog } from '../ui/dialog';
import type { Send } from '../ui/send';
import styles from './people.module.css';
import type { Role } from './roles';

const meetingRoles = ['consulted', 'informed', 'guest_moderator'] as const;
type MeetingRole = (typeof meetingRoles)[number];

interface People {
  decider: { userId: string | null; name: string };
  people: { userId: string; name: string; role: MeetingRole; organisationRole: Role }[];
}
type Found = { id: string; name: string; email: string | null }[];

interface Props {
  meetingId: string;
  /** Whether the reader may choose them. */
  changes: boolean;
  read: Send<People>;
  find: Send<Found>;
  put: Send<People>;
  remove: Send<People>;
}

/** Who decides, is consulted, is informed or steers as a guest; asked for when somebody looks. */
export function MeetingPeople({ meetingId, changes, read, find, put, remove }: Props) {
  const t = useTranslations('people.meeting');
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState<People | null>(null);
  const [role, setRole] = useState<MeetingRole>('consulted');
  const [found, setFound] = useState<Found | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const send = async <T,>(act: Send<T>, input: object, take: (value: T) => void) => {
    const result = await act(input).catch(() => null);
    setRefused(result?.ok ? null : (result?.problem.detail ?? t('network')));
    if (result?.ok) take(result.value);
  };
  const show = () => {
    setOpen(true);
    setFound(null);
    void send(read, { meetingId }, setAll);
  };
  const search = (text: string) => {
    if (text.trim().length < 2) return setFound(null);
    void send(find, { search: text }, setFound);
  };
  const known = new Set(all?.people.map((one) => one.userId));
  return (
    <>
      <button type="button" className="link" onClick={show}>
        {t('open')}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('title')} wide>
        {all && (
          <ul className={styles.rows}>
            <li className={styles.row}>
              <div className={styles.who}>
                <b>{all.decider.name}</b>
                {all.decider.userId === null && <p className="note">{t('no_member')}</p>}
              </div>
              <p className={styles.role}>{t('decider')}</p>
            </li>
            {all.people.map(({ userId, name, role: is }) => (
              <li key={userId} className={styles.row}>
                <div className={styles.who}>
                  <b>{name}</b>
                  <p className="note">{t(`${is}_hint`)}</p>
                </div>
                <p className={styles.role}>{t(is)}</p>
                <div className={styles.deeds}>
                  {changes && (
                    <button
                      type="button"
                      className="link"
                      aria-label={t('remove', { name })}
                      onClick={() => void send(remove, { meetingId, userId }, setAll)}
                    >
                      ×
                    </button>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
        {all?.people.length === 0 && <p className="note">{t('none')}</p>}
        {changes ? (
          <div className={styles.part}>
            <h3 className="label">{t('add')}</h3>
            <div className={styles.line}>
              <label>
                {t('find')}
                <input
                  className="field"
                  type="search"
                  autoComplete="off"
                  onChange={(event) => search(event.target.value)}
                />
              </label>
              <label>
                {t('as')}
                <select
                  className="field"
                  value={role}
                  onChange={(event) => setRole(meetingRoles.find((one) => one === event.target.value) ?? role)}
                >
                  {meetingRoles.map((one) => (
                    <option key={one} value={one}>
                      {t(one)}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <p className="note">{t(`${role}_hint`)}</p>
            <div role="status">
              {found && found.length === 0 && <p className="note">{t('nobody')}</p>}
              {found && (
                <ul className={styles.found}>
                  {found
                    .filter((one) => !known.has(one.id))
                    .map(({ id, name, email }) => (
                      <li key={id}>
                        <button type="button" onClick={() => void send(put, { meetingId, userId: id, role }, setAll)}>
                          {name} {email && <span className="note">{email}</span>}
                        </button>
                      </li>
                    ))}
                </ul>
              )}
            </div>
          </div>
        ) : (
          <p className="note mt-2">{t('leaders_only')}</p>
        )}
        {refused && (
          <p role="alert" className="trouble mt-2">
            {refused}
          </p>
        )}
        <div className={styles.end}>
          <span />
          <button type="button" className="button" data-quiet="" onClick={() => setOpen(false)}>
            {t('close')}
          </button>
        </div>
      </Dialog>
    </>
  );
}
