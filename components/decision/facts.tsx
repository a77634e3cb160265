import { useFormatter, useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Dot } from '../meeting/seat-mark';
import { useWords } from '../meeting/use-words';
import styles from './decision.module.css';

/** The row of facts: the ballot, how sure, whether it can be undone, an incident's times, when to look again. */
export function Facts({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const words = useWords(state);
  const format = useFormatter();
  const seatOf = (name: string) => state.team.seats.find((one) => one.name === name)?.id;
  const sides = Object.entries(log.votes.final).flatMap(([name, alternative]) => {
    const seat = seatOf(name);
    return seat ? [{ seat, own: alternative === log.chosen }] : [];
  });
  const [own, others] = [sides.filter((one) => one.own), sides.filter((one) => !one.own)];
  const all = Object.values(log.votes.weighted).reduce((sum, one) => sum + one, 0);
  const share = log.chosen && all > 0 ? Math.round(((log.votes.weighted[log.chosen] ?? 0) / all) * 100) : null;
  return (
    <dl className={styles.row}>
      {sides.length > 0 && log.chosen !== null && (
        <div>
          <dt>{share === null ? t('ballot') : t('ballot_weighted', { share })}</dt>
          <dd className={styles.dots}>
            {own.map(({ seat }) => (
              <Dot key={seat} words={words} seat={seat} />
            ))}
            {own.length > 0 && others.length > 0 && <span>{t('to')}</span>}
            {others.map(({ seat }) => (
              <Dot key={seat} words={words} seat={seat} />
            ))}
          </dd>
        </div>
      )}
      {log.confidence !== null && (
        <div>
          <dt>{t('confidence')}</dt>
          <dd>{format.number(log.confidence, { minimumFractionDigits: 2 })}</dd>
        </div>
      )}
      {!log.taken && (
        <div>
          <dt>{t('reversible')}</dt>
          <dd>{t(`reversibility.${log.reversibility}`)}</dd>
        </div>
      )}
      {log.incident && (
        <>
          <Minutes name={t('detected')} value={log.incident.detect_minutes} />
          <Minutes name={t('mitigated')} value={log.incident.mitigate_minutes} />
          <Minutes name={t('restored')} value={log.incident.restore_minutes} />
        </>
      )}
      {log.review_date && (
        <div>
          <dt>{t('reviewed')}</dt>
          <dd>
            {format.dateTime(new Date(log.review_date), {
              day: 'numeric',
              month: 'long',
              year: 'numeric',
              timeZone: 'UTC',
            })}
          </dd>
        </div>
      )}
      {log.kill_criterion && (
        <div data-wide="">
          <dt>{t('stop_if')}</dt>
          <dd lang={state.agenda.language}>{log.kill_criterion}</dd>
        </div>
      )}
    </dl>
  );
}

function Minutes({ name, value }: { name: string; value: number }) {
  const t = useTranslations('decision');
  return (
    <div>
      <dt>{name}</dt>
      <dd>{t('duration', { hours: Math.floor(value / 60), minutes: Math.round(value % 60) })}</dd>
    </div>
  );
}
