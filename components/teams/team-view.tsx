import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Team } from '@/lib/council/team.schema';
import { Course } from '../templates/course';
import { Seats } from '../templates/seats';
import { Section } from '../templates/template-view';
import styles from '../templates/templates.module.css';
import { Rules } from './rules';
import { type TeamVersion, Versions } from './versions';

export const teamParts = ['seats', 'course', 'policy', 'exports', 'versions'] as const;

interface Props {
  team: { id: string; version: number; config: Team };
  versions: TeamVersion[];
  /** Models of its seats that can't be asked here. */
  missing: readonly string[];
  /** Where its accepted decisions go by themselves. */
  exports: ReactNode;
}

/** A team as a document: who sits there, how it goes, what it asks for, how it came to be so. */
export function TeamView({ team, versions, missing, exports }: Props) {
  const t = useTranslations('teams');
  const terms = useTranslations('templates');
  const { config } = team;
  const { policy, selector } = config;
  return (
    <>
      <Section id="seats" title={t('seats')}>
        <Seats seats={config.seats} missing={missing} />
      </Section>
      <Section id="course" title={t('course')}>
        <Course team={config} />
        {selector.method === 'custom' && <Rules rules={selector.rules} seats={config.seats} />}
      </Section>
      <Section id="policy" title={t('policy')}>
        {policy ? (
          <ul className={styles.lines}>
            <li>{terms('min_alternatives', { count: policy.min_alternatives })}</li>
            {policy.rationale_required && <li>{terms('rationale')}</li>}
            {policy.risk_cost_required && <li>{terms('risk_cost')}</li>}
          </ul>
        ) : (
          <p>{t('policy_none')}</p>
        )}
      </Section>
      <Section id="exports" title={t('exports')}>
        {exports}
      </Section>
      <Section id="versions" title={t('versions')}>
        <Versions teamId={team.id} versions={versions} shown={team.version} />
      </Section>
    </>
  );
}
