'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Answered, Send } from '../ui/send';
import styles from './data.module.css';

interface Traces {
  name: string;
  names: string[];
  meetings: number;
  waiting: number;
  comments: number;
  kept: number;
}
interface Props {
  members: { userId: string; name: string }[];
  find: Send<Traces>;
  erase: Send;
}

/** Looks for a person first, says what would go and what stays, and asks for their name before it is done. */
export function EraseForm({ members, find, erase }: Props) {
  const t = useTranslations('data');
  const [member, setMember] = useState(members.length > 0);
  const [userId, setUserId] = useState(members[0]?.userId ?? '');
  const [names, setNames] = useState('');
  const [found, setFound] = useState<Traces | null>(null);
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const lines = names.split('\n').map((one) => one.trim());
  const subject = { ...(member ? { userId } : {}), names: lines.filter(Boolean) };
  const again = () => {
    setFound(null);
    setTyped('');
    setTrouble('');
  };
  const ask = async <T,>(work: Promise<Answered<T>>): Promise<T | null> => {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    setTrouble(answer.ok ? '' : answer.problem.detail);
    return answer.ok ? answer.value : null;
  };
  return (
    <form
      method="post"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!found) setFound(await ask(find(subject)));
        else if (await ask(erase({ ...subject, confirm: typed }))) {
          again();
          setNames('');
        }
      }}
    >
      <fieldset>
        <legend className="sr-only">{t('erase.who')}</legend>
        {[true, false].map((one) => (
          <label key={String(one)} className={styles.choice}>
            <input
              type="radio"
              name="whom"
              checked={member === one}
              disabled={one && members.length === 0}
              onChange={() => {
                setMember(one);
                again();
              }}
            />
            {t(one ? 'erase.member' : 'erase.name')}
          </label>
        ))}
      </fieldset>
      {members.length === 0 && <p className="note">{t('erase.nobody')}</p>}
      {member && (
        <label className={styles.field}>
          <span>{t('erase.who')}</span>
          <select
            className="field"
            value={userId}
            onChange={(event) => {
              setUserId(event.target.value);
              again();
            }}
          >
            {members.map((one) => (
              <option key={one.userId} value={one.userId}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={styles.field}>
        <span>{t('erase.names')}</span>
        <textarea
          className="field"
          rows={2}
          value={names}
          onChange={(event) => {
            setNames(event.target.value);
            again();
          }}
        />
      </label>
      {found && (
        <>
          <p aria-live="polite">
            {t('erase.found', { meetings: found.meetings })}
            {found.comments > 0 && ` ${t('erase.comments', { count: found.comments })}`}
            {found.waiting > 0 && ` ${t('erase.waiting', { count: found.waiting })}`}
            {found.kept > 0 && ` ${t('erase.kept', { count: found.kept })}`}
          </p>
          <label className={styles.field}>
            <span>{t('erase.confirm', { name: found.name })}</span>
            <input
              className="field"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
        </>
      )}
      <button
        type="submit"
        className="button"
        data-quiet=""
        disabled={busy || (found !== null && typed.trim() !== found.name)}
      >
        {t(found ? 'erase.erase' : 'erase.find')}
      </button>
      {trouble && (
        <p role="alert" className="trouble">
          {trouble}
        </p>
      )}
    </form>
  );
}
