'use client';

import { useTranslations } from 'next-intl';
import type { DraftCourse, DraftSeat } from './draft';
import { Line, Pick } from './fields';
import styles from './form.module.css';
import { RuleFields } from './rule-fields';

const methods = ['round_robin', 'auto', 'random', 'custom'] as const;
const limits = ['turns', 'active_minutes', 'tokens', 'money'] as const;

interface Props<Words> {
  /** Path of the team, as the server names it. */
  at: string;
  course: DraftCourse;
  seats: DraftSeat<Words>[];
  nameOf: (seat: DraftSeat<Words>) => string;
  onChange: (part: Partial<DraftCourse>) => void;
}

/** The protocol, who picks the speakers and by which rules, and where a run ends at the latest. */
export function CourseFields<Words>({ at, course, seats, nameOf, onChange }: Props<Words>) {
  const t = useTranslations('editor');
  return (
    <>
      <div className={styles.course}>
        <Pick
          label={t('protocol')}
          value={course.protocol}
          options={[
            ['council', t('protocols.council')],
            ['panel', t('protocols.panel')],
          ]}
          onChange={(protocol) => onChange({ protocol })}
        />
        <Pick
          label={t('selector')}
          value={course.method}
          options={methods.map((method) => [method, t(`selectors.${method}`)])}
          onChange={(method) => onChange({ method })}
        />
        <Line
          path={`${at}.rounds`}
          label={t('rounds')}
          value={course.rounds}
          numeric
          onChange={(rounds) => onChange({ rounds })}
        />
        {limits.map((limit) => (
          <Line
            key={limit}
            path={`${at}.limits.${limit}`}
            label={t(`limits.${limit}`)}
            value={course.limits[limit]}
            numeric
            unit={t(`units.${limit}`)}
            onChange={(amount) => onChange({ limits: { ...course.limits, [limit]: amount } })}
          />
        ))}
      </div>
      {course.method === 'custom' && (
        <RuleFields
          at={`${at}.selector.rules`}
          rules={course.rules}
          experts={seats.filter((seat) => seat.role === 'expert').map((seat) => ({ id: seat.id, name: nameOf(seat) }))}
          onChange={(rules) => onChange({ rules })}
        />
      )}
    </>
  );
}
