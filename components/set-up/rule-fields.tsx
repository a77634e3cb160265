'use client';

import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon';
import { type DraftRule, nextKey } from './draft';
import { At, Line, Pick } from './fields';
import styles from './form.module.css';

const most = 20;
const phases = ['discussion', 'premortem', 'panel'] as const;
const picks = ['least_heard', 'objector', 'minority', 'leader_author'] as const;
const blank = { phase: '', last_seat: '', open_objection: '', unheard: '', risks_below: '', pick: 'by:least_heard' };

interface Props {
  at: string;
  rules: DraftRule[];
  experts: { id: string; name: string }[];
  onChange: (rules: DraftRule[]) => void;
}

/** The team's own rules for the next speaker, in the order in which they are tried. */
export function RuleFields({ at, rules, experts, onChange }: Props) {
  const t = useTranslations('editor');
  const council = useTranslations('council');
  const change = (key: number, part: Partial<DraftRule>) =>
    onChange(rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)));
  const swap = (n: number, by: 1 | -1) => {
    const [rule, other] = [rules[n], rules[n + by]];
    if (rule && other) onChange(rules.with(n, other).with(n + by, rule));
  };
  /** Seats to choose from; one that the team lost stays in sight until it is replaced. */
  const seats = (chosen: string) =>
    chosen && experts.every((one) => one.id !== chosen)
      ? [...experts, { id: chosen, name: t('rules.gone', { seat: chosen }) }]
      : experts;
  const yesNo = [
    ['', t('rules.any')],
    ['true', t('rules.yes')],
    ['false', t('rules.no')],
  ] as const;
  return (
    <div className={styles.rows}>
      <h3>{t('rules.title')}</h3>
      <p className="note">{t('rules.hint')}</p>
      {rules.map((rule, n) => (
        <fieldset key={rule.key} className={styles.rule}>
          <legend>{t('rules.rule', { n: n + 1 })}</legend>
          <Pick
            label={t('rules.phase')}
            value={rule.phase}
            options={[['', t('rules.any_phase')], ...phases.map((one) => [one, council(`phases.${one}`)] as const)]}
            onChange={(phase) => change(rule.key, { phase })}
          />
          <Pick
            label={t('rules.last_seat')}
            value={rule.last_seat}
            options={[['', t('rules.anyone')], ...seats(rule.last_seat).map((one) => [one.id, one.name] as const)]}
            onChange={(last_seat) => change(rule.key, { last_seat })}
          />
          <Pick
            label={t('rules.open_objection')}
            value={rule.open_objection}
            options={yesNo}
            onChange={(open_objection) => change(rule.key, { open_objection })}
          />
          <Pick
            label={t('rules.unheard')}
            value={rule.unheard}
            options={yesNo}
            onChange={(unheard) => change(rule.key, { unheard })}
          />
          <Line
            path={`${at}.${n}.when.risks_below`}
            label={t('rules.risks_below')}
            value={rule.risks_below}
            numeric
            onChange={(risks_below) => change(rule.key, { risks_below })}
          />
          <Pick
            label={t('rules.pick')}
            value={rule.pick}
            options={[
              ...picks.map((one) => [`by:${one}`, t(`rules.picks.${one}`)] as const),
              ...seats(/^seat:(.*)$/.exec(rule.pick)?.[1] ?? '').map((one) => [`seat:${one.id}`, one.name] as const),
            ]}
            onChange={(pick) => change(rule.key, { pick })}
          />
          <div className={styles.moves}>
            <button
              type="button"
              aria-label={t('rules.up', { n: n + 1 })}
              disabled={n === 0}
              onClick={() => swap(n, -1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              aria-label={t('rules.down', { n: n + 1 })}
              disabled={n === rules.length - 1}
              onClick={() => swap(n, 1)}
            >
              <Icon name="down" />
            </button>
            <button
              type="button"
              aria-label={t('rules.remove', { n: n + 1 })}
              onClick={() => onChange(rules.filter((other) => other.key !== rule.key))}
            >
              <Icon name="cross" />
            </button>
          </div>
          <At path={`${at}.${n}`} label={t('rules.rule', { n: n + 1 })} />
        </fieldset>
      ))}
      <At path={at} label={t('rules.title')} />
      {rules.length < most && (
        <button type="button" className="link" onClick={() => onChange([...rules, { ...blank, key: nextKey(rules) }])}>
          <Icon name="plus" size={14} /> {t('rules.add')}
        </button>
      )}
    </div>
  );
}
