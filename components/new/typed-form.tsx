'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Criterion, Policy, TemplateId } from '@/lib/council/agenda.schema';
import type { Send } from '../ui/send';
import { errorsByField, Field, type FieldErrors } from './field';
import styles from './new.module.css';
import { type Pair, Rows } from './rows';

export interface TemplateChoice {
  id: string;
  kind: TemplateId;
  /** The organisation's own: the meeting is held by its team. */
  own: boolean;
  name: string;
  purpose: string;
  criteria: Criterion[];
  policy: Policy;
  items: { title: string; minutes: number }[];
  team: string;
  seats: string[];
}

export interface TeamChoice {
  id: string;
  name: string;
  seats: string[];
}

interface Props {
  template: TemplateChoice;
  teams: TeamChoice[];
  language: 'en' | 'ru';
  question: string;
  decider: string;
  today: string;
  newKey: string;
  starts: boolean;
  hold: Send;
}

const pairs = (list: { text: string; number: number }[]): Pair[] =>
  list.map(({ text, number }, key) => ({ key, text, number: String(number) }));
const itemsOf = (template: TemplateChoice) =>
  pairs(template.items.map((one) => ({ text: one.title, number: one.minutes })));
const criteriaOf = (template: TemplateChoice) =>
  pairs(template.criteria.map((one) => ({ text: one.name, number: one.weight })));
const lines = (value: FormDataEntryValue | null) =>
  String(value ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter(Boolean);
/** A number as people type it; what is not one goes to the server as it is, which says so beside the field. */
const numeric = (text: string): number | string =>
  text.trim() === '' || Number.isNaN(Number(text.replace(',', '.'))) ? text : Number(text.replace(',', '.'));

/** Today in a zone; null where there is no such zone, which the server says beside its field. */
function dayIn(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
  } catch {
    return null;
  }
}

/** An agenda typed field by field, from a template; what was typed stays until the meeting is made. */
export function TypedForm({ template, teams, language, question, decider, today, newKey, starts, hold }: Props) {
  const t = useTranslations('new');
  const [items, setItems] = useState(() => itemsOf(template));
  const [criteria, setCriteria] = useState(() => criteriaOf(template));
  const [drawn, setDrawn] = useState(template.id);
  const [team, setTeam] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ detail: string; errors: FieldErrors; paths: string[] } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const zone = useRef<HTMLInputElement>(null);
  const [zones, setZones] = useState<string[]>([]);
  // Another template brings its own items and criteria; the question and what is known stay as they were typed.
  if (drawn !== template.id) {
    setDrawn(template.id);
    setItems(itemsOf(template));
    setCriteria(criteriaOf(template));
    setRefused(null);
  }
  const errors = refused?.errors ?? {};
  const wrongIn = (list: string) =>
    new Set(
      (refused?.paths ?? []).flatMap((path) => {
        const [, at, part] = new RegExp(`^agenda\\.${list}\\.(\\d+)\\.(\\w+)$`).exec(path) ?? [];
        return at ? [`${at}.${part === 'title' || part === 'name' ? 'text' : 'number'}`] : [];
      }),
    );

  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  // The server can't know it: the reader's own zone stands there once the page is alive, unless they typed another.
  useEffect(() => {
    if (zone.current?.value === '') zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setZones(Intl.supportedValuesOf('timeZone'));
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? '').trim();
    const asked = text('question');
    const agenda = {
      title: text('title') || (asked.length > 120 ? `${asked.slice(0, 119)}…` : asked) || '-',
      language: text('language'),
      template: template.kind,
      question: asked,
      decider: text('decider'),
      reversibility: text('reversibility'),
      timebox_minutes: numeric(text('timebox_minutes')),
      facts: lines(typed.get('facts')),
      constraints: lines(typed.get('constraints')),
      items: items.filter((row) => row.text.trim()).map((row) => ({ title: row.text, minutes: numeric(row.number) })),
      criteria: criteria
        .filter((row) => row.text.trim())
        .map((row) => ({ name: row.text, weight: numeric(row.number) })),
      policy: {
        min_alternatives: numeric(text('min_alternatives')),
        rationale_required: typed.get('rationale_required') === 'on',
        risk_cost_required: typed.get('risk_cost_required') === 'on',
      },
      incident: null,
      held_on: dayIn(text('time_zone')) ?? today,
      time_zone: text('time_zone') || 'UTC',
    };
    setBusy(true);
    const result = await hold({
      agenda,
      key: newKey,
      start: starts,
      ...(team ? { teamId: team } : {}),
      ...(template.own ? { templateId: template.id } : {}),
    }).catch(() => null);
    setBusy(false);
    if (result?.ok) return;
    setRefused({
      detail: result?.problem.detail ?? t('network'),
      errors: errorsByField(result?.problem.errors),
      paths: (result?.problem.errors ?? []).map((one) => one.path),
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className={styles.form}>
      <Field name="question" label={t('question')} errors={errors}>
        {(props) => (
          <textarea
            {...props}
            name="question"
            className={`field ${styles.serif}`}
            rows={2}
            maxLength={1000}
            defaultValue={question}
            placeholder={t('question_hint')}
          />
        )}
      </Field>
      <Field name="facts" label={t('facts')} hint={t('one_a_line')} errors={errors}>
        {(props) => <textarea {...props} name="facts" className="field" rows={5} />}
      </Field>
      <Field name="constraints" label={t('constraints')} hint={t('one_a_line')} errors={errors}>
        {(props) => <textarea {...props} name="constraints" className="field" rows={2} />}
      </Field>
      <Field name="items" label={t('items')} errors={errors}>
        {(props) => (
          <Rows
            rows={items}
            wrong={wrongIn('items')}
            onChange={setItems}
            max={20}
            firstId={props.id}
            describedBy={props['aria-describedby']}
            words={{ text: t('item'), number: t('min'), add: t('add_item'), remove: t('remove') }}
          />
        )}
      </Field>
      <div className={styles.columns}>
        <Field name="decider" label={t('decider')} errors={errors}>
          {(props) => <input {...props} name="decider" className="field" defaultValue={decider} maxLength={120} />}
        </Field>
        <Field name="timebox_minutes" label={t('timebox')} errors={errors}>
          {(props) => (
            <input {...props} name="timebox_minutes" className="field" inputMode="decimal" defaultValue="15" />
          )}
        </Field>
        <Field name="reversibility" label={t('reversibility')} errors={errors}>
          {(props) => (
            <select {...props} name="reversibility" className="field" defaultValue="two-way">
              <option value="two-way">{t('two-way')}</option>
              <option value="one-way">{t('one-way')}</option>
            </select>
          )}
        </Field>
        <Field name="language" label={t('language')} errors={errors}>
          {(props) => (
            <select {...props} name="language" className="field" defaultValue={language}>
              <option value="en" lang="en">
                English
              </option>
              <option value="ru" lang="ru">
                Русский
              </option>
            </select>
          )}
        </Field>
        <Field name="time_zone" label={t('time_zone')} errors={errors}>
          {(props) => (
            <input {...props} ref={zone} name="time_zone" className="field" list="time-zones" maxLength={60} />
          )}
        </Field>
        <datalist id="time-zones">
          {zones.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </div>
      <Field name="criteria" label={t('criteria')} hint={t('criteria_hint')} errors={errors}>
        {(props) => (
          <Rows
            rows={criteria}
            wrong={wrongIn('criteria')}
            onChange={setCriteria}
            max={8}
            firstId={props.id}
            describedBy={props['aria-describedby']}
            words={{ text: t('criterion'), number: t('weight'), add: t('add_criterion'), remove: t('remove') }}
          />
        )}
      </Field>
      <fieldset key={template.id} className={styles.policy}>
        <legend>{t('policy')}</legend>
        <Field name="policy.min_alternatives" label={t('min_alternatives')} errors={errors}>
          {(props) => (
            <input
              {...props}
              name="min_alternatives"
              className="field"
              inputMode="numeric"
              defaultValue={template.policy.min_alternatives}
            />
          )}
        </Field>
        <label>
          <input type="checkbox" name="rationale_required" defaultChecked={template.policy.rationale_required} />{' '}
          {t('rationale')}
        </label>
        <label>
          <input type="checkbox" name="risk_cost_required" defaultChecked={template.policy.risk_cost_required} />{' '}
          {t('risk_cost')}
        </label>
      </fieldset>
      <Field name="team" label={t('team')} errors={errors}>
        {(props) => (
          <>
            <select {...props} className="field" value={team} onChange={(event) => setTeam(event.target.value)}>
              <option value="">{t('template_team', { name: template.team })}</option>
              {teams.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
            <p className={`note ${styles.seats}`}>
              {(teams.find((one) => one.id === team)?.seats ?? template.seats).join(', ')}
            </p>
          </>
        )}
      </Field>
      <div className={styles.end}>
        <p role="alert" className="trouble">
          {refused?.detail}
        </p>
        <button type="submit" className="button" disabled={busy}>
          {t(busy ? 'starting' : starts ? 'start' : 'create')}
        </button>
      </div>
    </form>
  );
}
