'use client';

import { useTranslations } from 'next-intl';
import { nextKey } from '../set-up/draft';
import { At, Line, Two } from '../set-up/fields';
import styles from '../set-up/form.module.css';
import { Icon } from '../ui/icon';
import type { Draft } from './draft';

const most = 8;

interface Props {
  criteria: Draft['criteria'];
  onChange: (criteria: Draft['criteria']) => void;
}

/** What counts, in both languages, with weights. */
export function CriteriaFields({ criteria, onChange }: Props) {
  const t = useTranslations('editor');
  const change = (key: number, part: Partial<Draft['criteria'][number]>) =>
    onChange(criteria.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <div className={styles.rows}>
      {criteria.map((one, n) => (
        <div key={one.key} className={styles.criterion}>
          <Two
            path={`body.criteria.${n}.name`}
            label={t('criterion', { n: n + 1 })}
            value={one.name}
            onChange={(name) => change(one.key, { name })}
          />
          <Line
            path={`body.criteria.${n}.weight`}
            label={t('weight')}
            value={one.weight}
            numeric
            onChange={(weight) => change(one.key, { weight })}
          />
          <button
            type="button"
            aria-label={t('remove_criterion', { n: n + 1 })}
            onClick={() => onChange(criteria.filter((other) => other.key !== one.key))}
          >
            <Icon name="cross" />
          </button>
          <At path={`body.criteria.${n}`} label={t('criterion', { n: n + 1 })} />
        </div>
      ))}
      <At path="body.criteria" label={t('criteria')} />
      {criteria.length < most && (
        <button
          type="button"
          className="link"
          onClick={() => onChange([...criteria, { key: nextKey(criteria), name: { en: '', ru: '' }, weight: '' }])}
        >
          <Icon name="plus" size={14} /> {t('add_criterion')}
        </button>
      )}
    </div>
  );
}
