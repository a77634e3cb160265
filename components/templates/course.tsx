import { useTranslations } from 'next-intl';
import { phaseNames } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';
import { Icon } from '../ui/icon';
import styles from './templates.module.css';

const millionth = 1_000_000;

interface Props {
  team: Pick<Team, 'protocol' | 'selector' | 'rounds' | 'limits'>;
  /** By which playbook scripted experts argue, where that is known. */
  playbook?: string;
}

/** The protocol, who picks the speakers, and where it ends at the latest. */
export function Course({ team, playbook }: Props) {
  const t = useTranslations('templates');
  const council = useTranslations('council');
  const { protocol, selector, rounds, limits } = team;
  const phases = protocol === 'council' ? phaseNames : (['panel', 'gate', 'record', 'tasks', 'close'] as const);
  return (
    <>
      <p>{t(`${protocol}_about`)}</p>
      <ol className={styles.phases}>
        {phases.map((phase, n) => (
          <li key={phase}>
            {n > 0 && <Icon name="to" size={12} />} {council(`phases.${phase}`)}
          </li>
        ))}
      </ol>
      <dl className={styles.row}>
        <div>
          <dt>{t('selector')}</dt>
          <dd>{t(`selectors.${selector.method}`)}</dd>
        </div>
        <div>
          <dt>{t('rounds')}</dt>
          <dd>{rounds}</dd>
        </div>
        <div>
          <dt>{t('limits')}</dt>
          <dd>
            {t('limits_are', {
              turns: limits.turns,
              minutes: limits.active_minutes,
              tokens: limits.tokens,
              money: limits.money / millionth,
            })}
          </dd>
        </div>
        {playbook && (
          <div>
            <dt>{t('playbook')}</dt>
            <dd>{playbook}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
