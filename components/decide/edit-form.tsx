'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Field } from '../new/field';
import { type Ask, ask, type Refusal } from './answer';
import styles from './decide.module.css';
import { carryOver, changedParts, changesOf, type Draft, draftOf, type Editable, type RiskRow } from './draft';
import { ListField } from './list-field';
import { Newer } from './newer';
import { RiskFields } from './risk-fields';
import { useAlive } from './use-alive';

interface Props {
  where: { meetingId: string; runId: string };
  log: Editable;
  /** Experts in whose name dissent can be added. */
  seats: string[];
  /** Makes a repeated click the same change. */
  newKey: string;
  language: string;
  revise: Ask;
  back: string;
}

const newRisk: Omit<RiskRow, 'key'> = {
  id: null,
  text: '',
  likelihood: '3',
  impact: '3',
  early_signal: '',
  mitigation: '',
  owner: '',
};

/** Changes the text of a decision. What was typed stays through every refusal, also when somebody else was quicker. */
export function EditForm({ where, log, seats, newKey, language, revise, back }: Props) {
  const t = useTranslations('decide');
  const router = useRouter();
  const [base, setBase] = useState(log);
  const [draft, setDraft] = useState<Draft>(() => draftOf(log));
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(newKey);
  const form = useRef<HTMLFormElement>(null);
  const alive = useAlive();
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const text = (part: 'title' | 'statement' | 'assumptions' | 'open_questions' | 'review_date' | 'kill_criterion') => ({
    value: draft[part],
    onChange: (event: { target: { value: string } }) => set({ [part]: event.target.value }),
  });
  const dirty = changedParts(draftOf(base), draft, base).length > 0;
  const errors = refused?.errors ?? {};

  useEffect(() => {
    if (!refused?.newer) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  useEffect(() => {
    if (!dirty || busy) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [dirty, busy]);

  const goOn = (next: Draft, from: Editable) => {
    setBase(from);
    setDraft(next);
    setRefused(null);
    setKey(crypto.randomUUID());
    form.current?.querySelector('input')?.focus();
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!dirty) return setRefused({ detail: t('edit.nothing'), errors: {}, newer: null, newerTask: null });
    setBusy(true);
    const input = { version: base.version, changes: changesOf(draft, base), note };
    const answer = await ask(revise, { ...where, commandId: key, input }, t('network'));
    if (answer === null) {
      router.push(back);
      return router.refresh();
    }
    setBusy(false);
    setRefused(answer);
  };

  return (
    <form method="post" ref={form} onSubmit={submit} noValidate>
      <fieldset disabled={!alive} className={styles.form}>
        {refused?.newer && (
          <Newer
            base={base}
            newer={refused.newer}
            mine={draft}
            onMine={() => refused.newer && goOn(carryOver(draft, base, refused.newer), refused.newer)}
            onTheirs={() => refused.newer && goOn(draftOf(refused.newer), refused.newer)}
          />
        )}
        <Field name="title" label={t('part.title')} errors={errors}>
          {(props) => <input {...props} {...text('title')} className="field" lang={language} />}
        </Field>
        <Field name="statement" label={t('part.statement')} hint={t('edit.statement_hint')} errors={errors}>
          {(props) => (
            <textarea {...props} {...text('statement')} className={`field ${styles.serif}`} rows={2} lang={language} />
          )}
        </Field>
        <Field name="chosen" label={t('part.chosen')} errors={errors}>
          {(props) => (
            <select
              {...props}
              className="field"
              value={draft.chosen}
              onChange={(event) => set({ chosen: event.target.value })}
            >
              <option value="">{t('edit.none')}</option>
              {base.alternatives.map((one) => (
                <option key={one.id} value={one.id} lang={language}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="rationale" label={t('part.rationale')} hint={t('edit.claims_hint')} errors={errors}>
          {({ id, ...props }) => (
            <ListField
              rows={draft.rationale}
              onChange={(rationale) => set({ rationale })}
              blank={{ from: null, text: '' }}
              words={{ add: t('edit.add_reason'), remove: t('edit.remove_reason') }}
            >
              {(row, change, n) => (
                <textarea
                  {...props}
                  id={n === 1 ? id : undefined}
                  className="field"
                  rows={1}
                  lang={language}
                  aria-label={t('edit.reason_n', { n })}
                  value={row.text}
                  onChange={(event) => change({ text: event.target.value })}
                />
              )}
            </ListField>
          )}
        </Field>
        <Field name="risks" label={t('part.risks')} errors={errors}>
          {() => (
            <ListField
              rows={draft.risks}
              onChange={(risks) => set({ risks })}
              blank={newRisk}
              fixed={(row) => row.id !== null}
              words={{ add: t('edit.add_risk'), remove: t('edit.remove_risk') }}
            >
              {(row, change, n) => <RiskFields row={row} n={n} change={change} />}
            </ListField>
          )}
        </Field>
        {(['assumptions', 'open_questions'] as const).map((part) => (
          <Field key={part} name={part} label={t(`part.${part}`)} hint={t('edit.one_a_line')} errors={errors}>
            {(props) => <textarea {...props} {...text(part)} className="field" rows={2} lang={language} />}
          </Field>
        ))}
        <div className={styles.columns}>
          <Field name="review_date" label={t('part.review_date')} errors={errors}>
            {(props) => <input {...props} {...text('review_date')} type="date" className="field" />}
          </Field>
          <Field name="kill_criterion" label={t('part.kill_criterion')} errors={errors}>
            {(props) => <input {...props} {...text('kill_criterion')} className="field" lang={language} />}
          </Field>
        </div>
        <Field name="dissent" label={t('part.dissent')} hint={t('edit.dissent_hint')} errors={errors}>
          {({ id, ...props }) => (
            <ListField
              rows={draft.dissent}
              onChange={(dissent) => set({ dissent })}
              blank={{ text: '', seat: '', severity: 'concern' }}
              words={{ add: t('edit.add_dissent'), remove: t('edit.remove_dissent') }}
            >
              {(row, change, n) => (
                <div className={styles.dissent}>
                  <textarea
                    {...props}
                    id={n === 1 ? id : undefined}
                    className="field"
                    rows={1}
                    aria-label={t('edit.dissent_n', { n })}
                    value={row.text}
                    onChange={(event) => change({ text: event.target.value })}
                  />
                  <select
                    className="field"
                    aria-label={t('edit.whose', { n })}
                    value={row.seat}
                    onChange={(event) => change({ seat: event.target.value })}
                  >
                    <option value="">{t('edit.mine')}</option>
                    {seats.map((seat) => (
                      <option key={seat}>{seat}</option>
                    ))}
                  </select>
                  <select
                    className="field"
                    aria-label={t('edit.how_grave', { n })}
                    value={row.severity}
                    onChange={(event) => change({ severity: event.target.value === 'block' ? 'block' : 'concern' })}
                  >
                    <option value="concern">{t('edit.concern')}</option>
                    <option value="block">{t('edit.block')}</option>
                  </select>
                </div>
              )}
            </ListField>
          )}
        </Field>
        <Field name="note" label={t('edit.note')} hint={t('edit.note_hint')} errors={errors}>
          {(props) => (
            <textarea
              {...props}
              className="field"
              rows={1}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.end}>
          <p role="alert" className="trouble">
            {refused?.detail}
          </p>
          <button type="submit" className="button" disabled={busy || Boolean(refused?.newer)}>
            {t(busy ? 'edit.saving' : 'edit.save')}
          </button>
          <a className="link" href={back}>
            {t('edit.leave')}
          </a>
        </div>
      </fieldset>
    </form>
  );
}
