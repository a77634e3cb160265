'use client';

import { useTranslations } from 'next-intl';
import type { Draft } from './draft';
import styles from './form.module.css';
import { Line } from './form-fields';

type Team = Draft['team'];
const methods = ['round_robin', 'auto', 'random'] as const;
const limits = ['turns', 'active_minutes', 'tokens', 'money'] as const;

/** The protocol, who picks the speakers, and where a run ends at the latest. */
export function CourseFields({ team, onChange }: { team: Team; onChange: (part: Partial<Team>) => void }) {
  const t = useTranslations('template_form');
  const { selector } = team;
  return (
    <div className={styles.course}>
      <label className={styles.field}>
        <span>{t('protocol')}</span>
        <select
          className="field"
          value={team.protocol}
          onChange={(event) => onChange({ protocol: event.target.value === 'panel' ? 'panel' : 'council' })}
        >
          <option value="council">{t('protocols.council')}</option>
          <option value="panel">{t('protocols.panel')}</option>
        </select>
      </label>
      <label className={styles.field}>
        <span>{t('selector')}</span>
        <select
          className="field"
          value={selector.method}
          onChange={(event) => {
            const method = methods.find((one) => one === event.target.value);
            if (method) onChange({ selector: { method } });
          }}
        >
          {methods.map((method) => (
            <option key={method} value={method}>
              {t(`selectors.${method}`)}
            </option>
          ))}
          {selector.method === 'custom' && <option value="custom">{t('selectors.custom')}</option>}
        </select>
      </label>
      <Line
        path="body.team.rounds"
        label={t('rounds')}
        value={team.rounds}
        numeric
        onChange={(rounds) => onChange({ rounds })}
      />
      {limits.map((limit) => (
        <Line
          key={limit}
          path={`body.team.limits.${limit}`}
          label={t(`limits.${limit}`)}
          value={team.limits[limit]}
          numeric
          unit={t(`units.${limit}`)}
          onChange={(amount) => onChange({ limits: { ...team.limits, [limit]: amount } })}
        />
      ))}
    </div>
  );
}
