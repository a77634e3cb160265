'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { sayNote } from '@/lib/minutes/sentences';
import { languageOf } from '@/lib/words/locale';
import { Field } from '../new/field';
import form from '../new/new.module.css';
import { Icon } from '../ui/icon';
import styles from './minutes.module.css';
import { type Refused, sendTranscript } from './send';
import { type Seen, useLook } from './use-look';

interface Props {
  /** Members whom a speaker may be. */
  members: { id: string; name: string }[];
  /** Who can take the minutes besides rules. */
  models: { key: string; name: string; provider: string }[];
  /** Whether the reader may connect a model. */
  connects: boolean;
  /** Megabytes. */
  limit: number;
  today: string;
}

/** Speakers that are offered for naming; those who say more come first. */
const mostOffered = 12;

/** A transcript, pasted or as a file, and what only people know about it. */
export function UploadForm({ members, models, connects, limit, today }: Props) {
  const t = useTranslations('minutes');
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [fields, setFields] = useState({ title: '', heldOn: today, language: '', by: '' });
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [sent, setSent] = useState<number | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const key = useRef('');
  const root = useRef<HTMLFormElement>(null);
  const source = file ?? (text.trim() ? text : null);
  const seen = useLook(source, members);
  const put = (part: Partial<typeof fields>) => {
    key.current = '';
    setFields((now) => ({ ...now, ...part }));
  };
  const take = (next: { file: File | null; text: string }) => {
    key.current = '';
    setRefused(null);
    setChosen({});
    setFile(next.file);
    setText(next.text);
  };
  const refuse = (why: Refused) => {
    setRefused(why);
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!source || sent !== null) return;
    key.current ||= crypto.randomUUID();
    setRefused(null);
    setSent(0);
    const speakers = { ...seen?.members, ...chosen };
    const asked = { ...fields, speakers, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    const answer = await sendTranscript(source, asked, key.current, setSent);
    setSent(null);
    if (answer.ok) {
      // The transcript's list keeps the place where it finds the window.
      window.scrollTo({ top: 0, behavior: 'instant' });
      router.push(`/meetings/${answer.meetingId}`);
    } else refuse(answer.refused ?? { detail: t('network'), errors: {} });
  };
  const errors = refused?.errors ?? {};
  const model = models.find((one) => one.key === fields.by);
  return (
    <form method="post" ref={root} className={form.form} onSubmit={submit} noValidate>
      <div className={form.field}>
        <label htmlFor="transcript">{t('paste')}</label>
        <p className="note">{t('file_hint', { limit })}</p>
        <div className={form.ways}>
          <label className={`button ${form.upload}`} data-quiet="">
            <Icon name="file" /> {t('choose')}
            <input
              type="file"
              accept=".txt,.vtt,.srt,.json,.md,text/*,application/json"
              onChange={(event) => {
                const [first] = event.target.files ?? [];
                if (first) take({ file: first, text });
                event.target.value = '';
              }}
            />
          </label>
          {file ? (
            <span>
              {file.name}{' '}
              <button type="button" className="link" onClick={() => take({ file: null, text })}>
                {t('remove')}
              </button>
            </span>
          ) : (
            <span>{t('or_paste')}</span>
          )}
        </div>
        {!file && (
          <textarea
            id="transcript"
            className={`field ${form.serif} ${styles.paste}`}
            rows={6}
            value={text}
            placeholder={t('paste_hint')}
            aria-invalid={refused !== null && Object.keys(errors).length === 0}
            aria-describedby="transcript-seen"
            onChange={(event) => take({ file: null, text: event.target.value })}
          />
        )}
        <Look id="transcript-seen" seen={source ? seen : null} />
      </div>
      <div className={form.pair}>
        <Field name="title" label={t('meeting_title')} hint={t('meeting_title_hint')} errors={errors}>
          {(field) => (
            <input
              {...field}
              className="field"
              maxLength={200}
              value={fields.title}
              placeholder={seen?.title ?? ''}
              onChange={(event) => put({ title: event.target.value })}
            />
          )}
        </Field>
        <Field name="heldOn" label={t('held_on')} hint={t('held_hint')} errors={errors}>
          {(field) => (
            <input
              {...field}
              type="date"
              className="field"
              value={fields.heldOn}
              onChange={(event) => put({ heldOn: event.target.value })}
            />
          )}
        </Field>
        <Field name="language" label={t('language')} errors={errors}>
          {(field) => (
            <select
              {...field}
              className="field"
              value={fields.language}
              onChange={(event) => put({ language: event.target.value })}
            >
              {(['auto', 'en', 'ru'] as const).map((one) => (
                <option key={one} value={one === 'auto' ? '' : one}>
                  {t(`languages.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {models.length > 0 && (
        <Field
          name="by"
          label={t('taken_by')}
          hint={
            model ? t('by_model', { model: model.name, provider: t(`providers.${model.provider}`) }) : t('by_rules')
          }
          errors={errors}
        >
          {(field) => (
            <select
              {...field}
              className="field"
              value={fields.by}
              onChange={(event) => put({ by: event.target.value })}
            >
              <option value="">{t('rules')}</option>
              {models.map((one) => (
                <option key={one.key} value={one.key}>
                  {t('model_of', { model: one.name, provider: t(`providers.${one.provider}`) })}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {seen && seen.speakers.length > 0 && (
        <fieldset className={styles.who}>
          <legend>{t('who')}</legend>
          <p className="note">{t('who_hint')}</p>
          <ul className={styles.speakers}>
            {seen.speakers.slice(0, mostOffered).map(({ name, turns }, n) => (
              <li key={name}>
                <label htmlFor={`speaker-${n}`}>{t('speaker', { name, count: turns })}</label>
                <select
                  id={`speaker-${n}`}
                  className="field"
                  value={chosen[name] ?? seen.members[name] ?? ''}
                  onChange={(event) => {
                    key.current = '';
                    setChosen((now) => ({ ...now, [name]: event.target.value }));
                  }}
                >
                  <option value="">{t('nobody')}</option>
                  {members.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
          {seen.speakers.length > mostOffered && (
            <p className="note">{t('more_speakers', { count: seen.speakers.length - mostOffered })}</p>
          )}
        </fieldset>
      )}
      <div className={form.end}>
        {models.length === 0 && (
          <p className={`note ${styles.rules}`}>
            {t('by_rules')}{' '}
            {connects ? (
              <Link className="link" href="/models">
                {t('connect_model')}
              </Link>
            ) : (
              t('model_wanted')
            )}
          </p>
        )}
        <p role="alert" className="trouble">
          {refused?.detail}
        </p>
        <p role="status">{sent !== null && t('sending', { percent: Math.round(sent * 100) })}</p>
        <button type="submit" className="button" disabled={!source || sent !== null || seen?.refused !== undefined}>
          {t('take')}
        </button>
      </div>
    </form>
  );
}

/** What was found in it before it is sent anywhere. */
function Look({ id, seen }: { id: string; seen: Seen | null }) {
  const t = useTranslations('minutes');
  const errors = useTranslations('errors');
  const language = languageOf(useLocale());
  return (
    <div id={id} role="status" className={`note ${styles.read}`}>
      {seen?.refused ? (
        <p className={form.error}>
          <Icon name="trouble" size={14} /> {errors(seen.refused.code, seen.refused.args)}
        </p>
      ) : (
        seen && (
          <>
            <p>
              {t('read', { turns: seen.turns, speakers: seen.speakers.length, spoken: t(`spoken.${seen.language}`) })}
            </p>
            {seen.notes.map((one) => (
              <p key={one.code}>{sayNote(one, language)}</p>
            ))}
          </>
        )
      )}
    </div>
  );
}
