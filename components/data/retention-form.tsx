'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Dialog } from '../ui/dialog';
import type { Send } from '../ui/send';
import styles from './data.module.css';

interface Due {
  meetings: number;
  open: number;
  oldest: string | null;
}
interface Props {
  days: number | null;
  save: Send;
  count: Send<Due>;
}

const longest = 36_500;
const usual = 365;

/** How long transcripts are kept; what that would blank today is counted before it is saved. */
export function RetentionForm({ days, save, count }: Props) {
  const t = useTranslations('data');
  const format = useFormatter();
  const [text, setText] = useState(days === null ? '' : String(days));
  const [ever, setEver] = useState(days === null);
  const [due, setDue] = useState<Due | null>(null);
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  const fits = ever || (number >= 1 && number <= longest);

  useEffect(() => {
    setDue(null);
    if (ever || !fits) return;
    let late = false;
    const timer = setTimeout(async () => {
      const answer = await count({ days: number });
      if (!late && answer.ok) setDue(answer.value);
    }, 300);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [ever, fits, number, count]);

  const send = async () => {
    setAsks(false);
    setBusy(true);
    const answer = await save({ retentionDays: ever ? null : number });
    setBusy(false);
    const bad = !answer.ok;
    setSaid({ bad, text: answer.ok ? t('retention.saved') : t('not_saved', { why: answer.problem.detail }) });
  };
  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!fits) setSaid({ bad: true, text: t('retention.wrong') });
        else if (!ever && due && due.meetings > 0) setAsks(true);
        else void send();
      }}
    >
      <fieldset>
        <legend className="sr-only">{t('retention.title')}</legend>
        <label className={styles.choice}>
          <input type="radio" name="keep" checked={ever} onChange={() => setEver(true)} />
          {t('retention.ever')}
        </label>
        <label className={styles.choice}>
          <input
            type="radio"
            name="keep"
            checked={!ever}
            onChange={() => {
              setEver(false);
              if (text === '') setText(String(usual));
            }}
          />
          {t('retention.days')}
        </label>
      </fieldset>
      {!ever && (
        <label className={styles.field}>
          <span>{t('retention.number')}</span>
          <input
            className={`field ${styles.days}`}
            inputMode="numeric"
            value={text}
            aria-invalid={!fits || undefined}
            onChange={(event) => setText(event.target.value.trim())}
          />
        </label>
      )}
      {!ever && (
        <p className="note" aria-live="polite">
          {!fits && t('retention.wrong')}
          {fits && !due && t('retention.counting')}
          {fits && due && t('retention.due', { count: due.meetings })}
          {fits && due && due.open > 0 && ` ${t('retention.due_open', { count: due.open })}`}
          {fits &&
            due?.oldest &&
            ` ${t('retention.oldest', { date: format.dateTime(new Date(due.oldest), { dateStyle: 'long' }) })}`}
        </p>
      )}
      <button type="submit" className="button" disabled={busy || (!ever && fits && !due)}>
        {t('retention.save')}
      </button>
      <p role="status" className={said?.bad ? 'trouble' : 'note'}>
        {said?.text}
      </p>
      <Dialog open={asks} onClose={() => setAsks(false)} title={t('retention.sure', { count: due?.meetings ?? 0 })}>
        <p>{t('retention.sure_text')}</p>
        <div className={styles.row}>
          <button type="button" className="button" onClick={() => void send()}>
            {t('retention.blank')}
          </button>
          <button type="button" className="button" data-quiet="" onClick={() => setAsks(false)}>
            {t('export.cancel')}
          </button>
        </div>
      </Dialog>
    </form>
  );
}
