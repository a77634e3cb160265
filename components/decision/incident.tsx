import { useFormatter, useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Margin, Said } from './citation';
import styles from './decision.module.css';
import own from './incident.module.css';

interface Props {
  incident: NonNullable<DecisionLog['incident']>;
  state: RunState;
}

/** When an incident began, was noticed, eased and ended, to scale; then what contributed to it. */
export function Incident({ incident, state }: Props) {
  const t = useTranslations('decision');
  return (
    <>
      <Timeline incident={incident} />
      {incident.causes.length > 0 && (
        <>
          <h3 className={own.title}>{t('causes')}</h3>
          <ul className={`${styles.reasons} ${own.causes}`} lang={state.agenda.language}>
            {incident.causes.map((claim, index) => (
              <li key={`${claim.text}${claim.quote}`}>
                <Margin state={state} cited={claim} />
                {claim.origin !== 'human' && claim.text !== incident.causes[index - 1]?.text && (
                  <h4 className={own.cause}>{claim.text}</h4>
                )}
                <blockquote>
                  <Said claim={claim} state={state} />
                </blockquote>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Timeline({ incident: { timeline } }: Pick<Props, 'incident'>) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const first = timeline[0];
  if (!first) return null;
  const since = (at: string) => Math.round((Date.parse(at) - Date.parse(first.at)) / 60_000);
  const steps = timeline.slice(1).map((one, index) => ({
    what: one.what,
    minutes: since(one.at) - since(timeline[index]?.at ?? first.at),
  }));
  return (
    <>
      <div className={own.bar} aria-hidden="true">
        {steps.map((step) => (
          <i key={step.what} data-what={step.what} style={{ flexGrow: Math.max(step.minutes, 0) }} />
        ))}
      </div>
      <ol className={own.moments}>
        {timeline.map((one) => {
          const minutes = since(one.at);
          const span = t('duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
          return (
            <li key={one.what} data-what={one.what}>
              <b>{t(`moments.${one.what}`)}</b>
              <time dateTime={one.at}>
                {format.dateTime(new Date(one.at), {
                  day: 'numeric',
                  month: 'short',
                  hour: '2-digit',
                  minute: '2-digit',
                  timeZone: 'UTC',
                })}{' '}
                UTC
              </time>
              {one.what !== 'started' && <span className="note">{t(`times_to.${one.what}`, { span })}</span>}
            </li>
          );
        })}
      </ol>
    </>
  );
}
