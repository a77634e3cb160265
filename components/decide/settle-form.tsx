'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Field } from '../new/field';
import { Dialog } from '../ui/dialog';
import { type Ask, ask, type Refusal } from './answer';
import styles from './decide.module.css';
import { changesOf, type Draft, draftOf, type Editable } from './draft';
import { Newer } from './newer';
import { useAlive } from './use-alive';

export type Way = 'accept' | 'reject' | 'defer' | 'send_back';

/** Characters of a note, as the service takes them. */
const longest = 2000;

/** Where nobody can settle any more. */
const closed = new Set<Editable['status']>(['accepted', 'rejected', 'superseded']);

interface Props {
  where: { meetingId: string; runId: string };
  log: Editable;
  /** What the reader may do now. */
  ways: Way[];
  /** Whose word is recorded, where the reader is not the decider. */
  onBehalfOf: string | null;
  newKey: string;
  language: string;
  /** The day after the meeting's today, ISO. */
  tomorrow: string;
  settle: Ask;
  sendBack: Ask;
}

/** The last word: accept, reject, defer, or another round; asked once more before it counts. */
export function SettleForm({ where, log, ways, onBehalfOf, newKey, language, tomorrow, settle, sendBack }: Props) {
  const t = useTranslations('decide');
  const router = useRouter();
  const [base, setBase] = useState(log);
  const [way, setWay] = useState<Way | null>(null);
  const [chosen, setChosen] = useState(log.chosen ?? '');
  const [statement, setStatement] = useState(log.statement);
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [key, setKey] = useState(newKey);
  const form = useRef<HTMLFormElement>(null);
  const alive = useAlive();
  const format = useFormatter();
  const dayOf = (day: string) => day && format.dateTime(new Date(day), { dateStyle: 'long', timeZone: 'UTC' });
  const mine: Draft = { ...draftOf(base), chosen, statement };
  const errors = refused?.errors ?? {};
  // People who met decided one thing; there is nothing to choose among.
  const single = base.chosen !== null && base.alternatives.length === 1;
  const name = base.alternatives.find((one) => one.id === chosen)?.name;

  useEffect(() => {
    if (refused && !refused.newer) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  /** A statement that nobody has touched follows the choice. */
  const choose = (id: string) => {
    const wording = (of: string) => {
      const one = base.alternatives.find((alternative) => alternative.id === of);
      if (!one) return '';
      return of === base.chosen && base.statement ? base.statement : `${one.name}. ${one.summary}`;
    };
    if (statement === '' || statement === base.statement || statement === wording(chosen)) setStatement(wording(id));
    setChosen(id);
  };

  /** What the form itself can see; the service checks all of it again. */
  const wrong = (): Refusal['errors'] => {
    if (note.length > longest) return { note: t('settle.note_long', { most: longest, length: note.length }) };
    if (way === 'accept') {
      return {
        ...(chosen === '' && { chosen: t('settle.choose') }),
        ...(statement.trim() === '' && { statement: t('settle.state') }),
        // Where the council chose nothing, or something else, only a reason makes it more than a whim.
        ...(chosen !== base.chosen && note.trim() === '' && { note: t('settle.accept.note_missing') }),
      };
    }
    return {
      ...(way !== 'defer' && note.trim() === '' && { note: t(`settle.${way}.note_missing`) }),
      ...(way === 'defer' && until < tomorrow && { until: t('settle.defer.until_missing') }),
    };
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (way === null) return;
    const found = wrong();
    if (Object.keys(found).length > 0) {
      return setRefused({ detail: t('settle.incomplete'), errors: found, newer: null, newerTask: null });
    }
    setRefused(null);
    setAsking(true);
  };
  const send = async () => {
    if (way === null) return;
    setBusy(true);
    const changes = changesOf(mine, base);
    const { version } = base;
    const input =
      way === 'accept'
        ? { action: way, version, note, ...(Object.keys(changes).length > 0 && { changes }) }
        : way === 'reject'
          ? { action: way, version, note }
          : way === 'defer'
            ? { action: way, version, until, note }
            : { version, note };
    const answer = await ask(
      way === 'send_back' ? sendBack : settle,
      { ...where, commandId: key, input },
      t('network'),
    );
    setAsking(false);
    if (answer === null) {
      const meeting = `/meetings/${where.meetingId}`;
      router.push(way === 'send_back' ? meeting : `${meeting}/decision?run=${where.runId}`);
      return router.refresh();
    }
    setBusy(false);
    setRefused(answer);
  };
  const goOn = (next: Pick<Draft, 'chosen' | 'statement'>, from: Editable) => {
    setBase(from);
    setChosen(next.chosen);
    setStatement(next.statement);
    setRefused(null);
    setKey(crypto.randomUUID());
    form.current?.querySelector<HTMLElement>('input:checked')?.focus();
  };

  const noteField = way && (
    <Field name="note" label={t(`settle.${way}.note`)} hint={t(`settle.${way}.note_hint`)} errors={errors}>
      {(props) => (
        <textarea
          {...props}
          className="field"
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form method="post" ref={form} onSubmit={submit} noValidate>
      <fieldset disabled={!alive} className={styles.form}>
        {refused?.newer && (
          <Newer
            base={base}
            newer={refused.newer}
            mine={mine}
            closed={closed.has(refused.newer.status)}
            record={`/meetings/${where.meetingId}/decision?run=${where.runId}`}
            onMine={() => refused.newer && goOn({ chosen, statement }, refused.newer)}
            onTheirs={() => {
              const { newer } = refused;
              if (newer) goOn({ chosen: newer.chosen ?? '', statement: newer.statement }, newer);
            }}
          />
        )}
        {onBehalfOf && <p className={styles.behalf}>{t('settle.behalf', { name: onBehalfOf })}</p>}
        <fieldset className={styles.ways}>
          <legend className="sr-only">{t('settle.title')}</legend>
          {ways.map((one) => (
            <label key={one} data-on={one === way || undefined}>
              <input type="radio" name="way" value={one} checked={one === way} onChange={() => setWay(one)} />
              <span>
                <b>{t(`settle.${one}.title`)}</b>
                <span className="note block">
                  {t(one === 'accept' && single ? 'settle.accept.text_one' : `settle.${one}.text`)}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        {way === 'accept' && (
          <>
            {!single && (
              <fieldset className={styles.choices} aria-describedby="field-chosen-error">
                <legend>{t('part.chosen')}</legend>
                {base.alternatives.map((one) => (
                  <label key={one.id} lang={language}>
                    <input
                      type="radio"
                      name="chosen"
                      value={one.id}
                      checked={one.id === chosen}
                      aria-invalid={errors.chosen !== undefined}
                      onChange={() => choose(one.id)}
                    />
                    <span>{one.name}</span>
                  </label>
                ))}
                <p id="field-chosen-error" className="trouble">
                  {errors.chosen}
                </p>
              </fieldset>
            )}
            <Field name="statement" label={t('part.statement')} hint={t('edit.statement_hint')} errors={errors}>
              {(props) => (
                <textarea
                  {...props}
                  className={`field ${styles.serif}`}
                  rows={2}
                  maxLength={1000}
                  lang={language}
                  value={statement}
                  onChange={(event) => setStatement(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        {way === 'defer' && (
          <Field name="until" label={t('settle.defer.until')} errors={errors}>
            {(props) => (
              <input
                {...props}
                type="date"
                className={`field ${styles.date}`}
                min={tomorrow}
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            )}
          </Field>
        )}
        {noteField}
        {way && (
          <div className={styles.end}>
            <p role="alert" className="trouble">
              {refused?.detail}
            </p>
            <button type="submit" className="button" disabled={busy || Boolean(refused?.newer)}>
              {t(`settle.${way}.go`)}
            </button>
          </div>
        )}
        <Dialog wide open={asking} onClose={() => busy || setAsking(false)} title={way ? t(`settle.${way}.ask`) : ''}>
          {way === 'accept' && (
            <p className={styles.serif} lang={language}>
              {statement || name}
            </p>
          )}
          <p>{way && t(`settle.${way}.means`, { until: dayOf(until) })}</p>
          <div className={styles.answers}>
            <button type="button" className="button" onClick={send} disabled={busy}>
              {way && t(busy ? 'settle.going' : `settle.${way}.go`)}
            </button>
            <button type="button" className="button" data-quiet="" onClick={() => setAsking(false)} disabled={busy}>
              {t('settle.not_yet')}
            </button>
          </div>
        </Dialog>
      </fieldset>
    </form>
  );
}
