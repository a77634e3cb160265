'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { Icon } from '../ui/icon';
import type { Missing } from './draft';
import styles from './editor.module.css';

interface Props {
  missing: Missing[];
  language: string;
  onChange: (missing: Missing[]) => void;
  /** An answer becomes a fact of the agenda; taken back, it is none. */
  onFact: (fact: string, gone: boolean) => void;
}

/** What nobody has said yet, as a checklist: answered in place it is a fact, kept it goes to the council as it is. */
export function MissingFacts({ missing, language, onChange, onFact }: Props) {
  const t = useTranslations('new');
  const list = useRef<HTMLUListElement>(null);
  if (missing.length === 0) return null;
  const left = missing.filter((one) => one.state === 'open').length;
  const set = (key: number, part: Partial<Missing>) =>
    onChange(missing.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const focusOn = (selector: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(selector)?.focus());
  const close = (one: Missing, part: Partial<Missing>) => {
    set(one.key, part);
    focusOn(`[data-missing="${one.key}"] [data-again]`);
  };
  const answered = (one: Missing) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = String(new FormData(event.currentTarget).get('answer') ?? '').trim();
    if (!answer) return;
    onFact(factOf(one.question, answer), false);
    close(one, { answer, state: 'answered' });
  };
  const reopen = (one: Missing) => {
    if (one.state === 'answered') onFact(factOf(one.question, one.answer), true);
    set(one.key, { state: 'open' });
    focusOn(`[data-missing="${one.key}"] input`);
  };
  return (
    <section className={styles.missing} aria-labelledby="missing">
      <h2 id="missing">{t('missing')}</h2>
      <p className="note" role="status">
        {t('missing_left', { count: left })}
      </p>
      <ul ref={list}>
        {missing.map((one) => (
          <li key={one.key} data-missing={one.key} data-state={one.state}>
            <span className={one.state === 'open' ? 'waiting' : 'done'}>
              <Icon name={one.state === 'answered' ? 'tick' : one.state === 'kept' ? 'draft' : 'ring'} />
            </span>
            <div>
              <p lang={language} className={styles.asked}>
                {one.question}
              </p>
              {one.state === 'open' && (
                <>
                  <p className="note">
                    {t(`when.${one.when}`)}
                    {one.who && (
                      <>
                        {' · '}
                        <span lang={language}>{t('who', { who: one.who })}</span>
                      </>
                    )}
                  </p>
                  <form method="post" onSubmit={answered(one)}>
                    <input
                      className="field"
                      name="answer"
                      maxLength={1500}
                      value={one.answer}
                      aria-label={t('answer_to', { question: one.question })}
                      placeholder={t('answer')}
                      onChange={(event) => set(one.key, { answer: event.target.value })}
                    />
                    <button type="submit" className="button" data-quiet="" disabled={!one.answer.trim()}>
                      {t('add_fact')}
                    </button>
                    <button type="button" className="link" onClick={() => close(one, { state: 'kept' })}>
                      {t('keep_open')}
                    </button>
                  </form>
                </>
              )}
              {one.state !== 'open' && (
                <p className="note">
                  {one.state === 'answered' ? <span lang={language}>{one.answer}</span> : t('kept_open')}{' '}
                  <button type="button" className="link" data-again="" onClick={() => reopen(one)}>
                    {t('again')}
                  </button>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The question and its answer on one line, so that the fact can be read alone. */
const factOf = (question: string, answer: string) => `${question} ${answer}`;
