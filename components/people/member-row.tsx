'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Act } from '../ui/act';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import type { Send } from '../ui/send';
import { MemberDialog } from './member-dialog';
import styles from './people.module.css';
import type { Role } from './roles';

export interface MemberFace {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  roleFrom: string | null;
  title: string | null;
  aliases: string[];
  seenAt: string | null;
  suspendedAt: string | null;
}

interface Props {
  member: MemberFace;
  me: { id: string; role: Role };
  /** Whether the reader administers members. */
  administers: boolean;
  now: string;
  save: Send;
  takeOut: Send;
}

export function MemberRow({ member, me, administers, now, save, takeOut }: Props) {
  const { id, name, email, role, roleFrom, title, aliases, seenAt, suspendedAt } = member;
  const t = useTranslations('people');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const theirs = administers && id !== me.id && (role !== 'owner' || me.role === 'owner');
  const said = [email, title, aliases.length > 0 ? t('aka', { names: aliases.join(', ') }) : null].filter(Boolean);
  return (
    <li className={styles.row} data-out={suspendedAt ? '' : undefined}>
      <div className={styles.who}>
        <b>{id === me.id ? t('you', { name }) : name}</b>
        {said.length > 0 && <p className="note">{said.join(' · ')}</p>}
      </div>
      <div className={styles.role}>
        <p>
          {suspendedAt ? (
            <span className="trouble">
              <Icon name="pause" size={13} /> {t('suspended')}
            </span>
          ) : (
            t(`roles.${role}`)
          )}
        </p>
        {administers && (
          <p className="note">
            {roleFrom && (
              <>
                {t('by_groups', { connection: roleFrom })}
                {'. '}
              </>
            )}
            {seenAt ? (
              <>
                {t('seen')} <Moment at={seenAt} now={now} locale={locale} />
              </>
            ) : (
              t('never_seen')
            )}
          </p>
        )}
      </div>
      <div className={styles.deeds}>
        {theirs && (
          <Act
            act={save}
            input={{ userId: id, change: { suspended: !suspendedAt } }}
            label={t(suspendedAt ? 'readmit' : 'suspend')}
            busy={t(suspendedAt ? 'readmitting' : 'suspending')}
            named={t(suspendedAt ? 'readmit_of' : 'suspend_of', { name })}
            link
          />
        )}
        {administers && (
          <button type="button" className="link" aria-label={t('change_of', { name })} onClick={() => setOpen(true)}>
            {t('change')}
          </button>
        )}
      </div>
      {administers && (
        <MemberDialog
          open={open}
          onClose={() => setOpen(false)}
          member={member}
          me={me}
          save={save}
          takeOut={takeOut}
        />
      )}
    </li>
  );
}
