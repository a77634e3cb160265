'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import type { Agenda } from '@/lib/council/agenda.schema';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import styles from './new.module.css';

/** What the server reads at most, bytes. */
const most = 256 * 1024;

interface Props {
  text: string;
  onText: (text: string) => void;
  skeletons: { id: string; title: string; text: string; language?: string }[];
  read: Send<Agenda>;
  onRead: (agenda: Agenda) => void;
}

type Refusal = { detail: string; errors: { path: string; message: string; line?: number }[] };

/** An agenda pasted or uploaded: read on the server, then laid open in the editor. */
export function FileForm({ text, onText, skeletons, read, onRead }: Props) {
  const t = useTranslations('new');
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  const put = (typed: string) => {
    onText(typed);
    setRefused(null);
  };
  const refuse = (problem: Partial<Refusal>) => {
    setRefused({ detail: problem.detail ?? t('network'), errors: problem.errors ?? [] });
    area.current?.focus();
  };
  const understand = async (input: FormData) => {
    setBusy(true);
    setRefused(null);
    const result = await read(input).catch(() => null);
    setBusy(false);
    if (result?.ok) onRead(result.value);
    else refuse(result?.problem ?? {});
  };
  const upload = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > most)
      return refuse({ detail: t('too_large', { size: Math.ceil(file.size / 1024), limit: most / 1024 }) });
    onText(await file.text());
    const input = new FormData();
    input.set('file', file);
    await understand(input);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = new FormData();
    input.set('text', text);
    if (text.length > most)
      return refuse({ detail: t('too_large', { size: Math.ceil(text.length / 1024), limit: most / 1024 }) });
    understand(input);
  };

  return (
    <form method="post" className={styles.form} onSubmit={submit}>
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
          {skeletons.map((one) => (
            <button key={one.id} type="button" className="link" lang={one.language} onClick={() => put(one.text)}>
              {one.title}
            </button>
          ))}
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
        <button type="submit" className="button" disabled={busy || text.trim() === ''}>
          {t(busy ? 'reading' : 'preview')}
        </button>
      </div>
    </form>
  );
}
