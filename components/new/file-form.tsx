'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import type { Agenda, Criterion, TemplateId } from '@/lib/council/agenda.schema';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { AgendaView } from './agenda-view';
import styles from './new.module.css';

/** What the server reads at most, bytes. */
const most = 256 * 1024;

interface Props {
  skeleton: string;
  /** The organisation's own template: agendas of its kind are held by its team, by its criteria. */
  own: { id: string; kind: TemplateId; criteria: Record<'en' | 'ru', Criterion[]> } | null;
  examples: { id: string; title: string; text: string; language: string }[];
  /** Criteria of each template in both languages, for agendas that bring none of their own. */
  criteria: Record<TemplateId, Record<'en' | 'ru', Criterion[]>>;
  newKey: string;
  starts: boolean;
  read: Send<Agenda>;
  hold: Send;
}

type Refusal = { detail: string; errors: { path: string; message: string; line?: number }[] };

/** An agenda pasted or uploaded: read on the server, shown as it was understood, then started. */
export function FileForm({ skeleton, own, examples, criteria, newKey, starts, read, hold }: Props) {
  const t = useTranslations('new');
  const [text, setText] = useState('');
  const [agenda, setAgenda] = useState<Agenda | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  const put = (typed: string) => {
    setText(typed);
    setAgenda(null);
    setRefused(null);
  };
  const refuse = (problem: Partial<Refusal>) => {
    setRefused({ detail: problem.detail ?? t('network'), errors: problem.errors ?? [] });
    area.current?.focus();
  };
  const understand = async (input: FormData) => {
    setBusy(true);
    setRefused(null);
    setAgenda(null);
    const result = await read(input).catch(() => null);
    setBusy(false);
    if (result?.ok) setAgenda(result.value);
    else refuse(result?.problem ?? {});
  };
  const upload = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > most)
      return refuse({ detail: t('too_large', { size: Math.ceil(file.size / 1024), limit: most / 1024 }) });
    setText(await file.text());
    const input = new FormData();
    input.set('file', file);
    await understand(input);
  };
  const preview = (event: FormEvent) => {
    event.preventDefault();
    const input = new FormData();
    input.set('text', text);
    if (text.length > most)
      return refuse({ detail: t('too_large', { size: Math.ceil(text.length / 1024), limit: most / 1024 }) });
    understand(input);
  };
  const start = async () => {
    setBusy(true);
    const byOwn = agenda && own?.kind === agenda.template ? { templateId: own.id } : {};
    const result = await hold({ agenda, key: newKey, start: starts, ...byOwn }).catch(() => null);
    setBusy(false);
    if (!result?.ok) refuse(result?.problem ?? {});
  };

  const criteriaOf = ({ template, language, criteria: stated }: Agenda) => {
    if (stated.length > 0) return stated;
    return (own?.kind === template ? own.criteria : criteria[template])[language];
  };

  return (
    <div className={styles.form}>
      <form onSubmit={preview}>
        <div className={styles.field}>
          <label htmlFor="agenda">{t('paste')}</label>
          <p className="note">{t('paste_hint')}</p>
          <div className={styles.ways}>
            <label className={`button ${styles.upload}`} data-quiet="">
              <Icon name="file" /> {t('upload')}
              <input
                type="file"
                accept=".md,.markdown,.txt,text/markdown,text/plain"
                onChange={(event) => upload(event.target.files?.[0])}
              />
            </label>
            <span>{t('or')}</span>
            {[{ id: 'template', title: t('use_skeleton'), text: skeleton, language: undefined }, ...examples].map(
              (one) => (
                <button key={one.id} type="button" className="link" lang={one.language} onClick={() => put(one.text)}>
                  {one.title}
                </button>
              ),
            )}
          </div>
          <textarea
            ref={area}
            id="agenda"
            className={`field ${styles.source}`}
            rows={14}
            value={text}
            spellCheck={false}
            aria-invalid={refused !== null}
            aria-describedby="agenda-errors"
            onChange={(event) => put(event.target.value)}
          />
          <div id="agenda-errors" role="alert">
            {refused && (
              <>
                <p className="trouble">{refused.detail}</p>
                <ul className={styles.errors}>
                  {refused.errors.map((one) => (
                    <li key={`${one.path}${one.message}`} className={styles.error}>
                      <Icon name="trouble" size={14} />
                      <span>
                        {one.line !== undefined && <b>{t('line', { line: one.line })} </b>}
                        {one.message}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        </div>
        <div className={styles.end}>
          {!agenda && (
            <button type="submit" className="button" disabled={busy || text.trim() === ''}>
              {t(busy ? 'reading' : 'preview')}
            </button>
          )}
        </div>
      </form>
      {agenda && (
        <section className={styles.preview} aria-live="polite">
          <p className="label">{t('understood')}</p>
          <h2 lang={agenda.language}>{agenda.question}</h2>
          <AgendaView agenda={agenda} criteria={criteriaOf(agenda)} seats={[]} />
          <div className={styles.end}>
            <button type="button" className="button" disabled={busy} onClick={start}>
              {t(busy ? 'starting' : starts ? 'start' : 'create')}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
