'use client';

import { useTranslations } from 'next-intl';
import type { DraftPolicy } from './draft';
import { Line } from './fields';
import styles from './form.module.css';

interface Props {
  at: string;
  policy: DraftPolicy;
  onChange: (policy: DraftPolicy) => void;
}

/** What the record must hold before a decision counts. */
export function PolicyFields({ at, policy, onChange }: Props) {
  const t = useTranslations('editor');
  return (
    <div className={styles.policy}>
      <Line
        path={`${at}.min_alternatives`}
        label={t('min_alternatives')}
        value={policy.min_alternatives}
        numeric
        onChange={(min_alternatives) => onChange({ ...policy, min_alternatives })}
      />
      {(['rationale_required', 'risk_cost_required'] as const).map((rule) => (
        <label key={rule}>
          <input
            type="checkbox"
            checked={policy[rule]}
            onChange={(event) => onChange({ ...policy, [rule]: event.target.checked })}
          />{' '}
          {t(rule)}
        </label>
      ))}
    </div>
  );
}
