import { useFormatter, useTranslations } from 'next-intl';
import type { Agenda, Criterion } from '@/lib/council/agenda.schema';
import styles from './new.module.css';

interface Props {
  agenda: Agenda;
  /** The template's, where the agenda names none of its own. */
  criteria: Criterion[];
  seats: { id: string; name: string; role: string }[];
}

/** The agenda as a document: what is asked, what is known, how long, by what measure, by whom. */
export function AgendaView({ agenda, criteria, seats }: Props) {
  const t = useTranslations('agenda');
  const format = useFormatter();
  const weights = criteria.reduce((sum, one) => sum + one.weight, 0) || 1;
  const { lang } = { lang: agenda.language };
  return (
    <div className={styles.agenda}>
      <dl className={styles.row}>
        <div>
          <dt>{t('decider')}</dt>
          <dd lang={lang}>{agenda.decider}</dd>
        </div>
        <div>
          <dt>{t('timebox')}</dt>
          <dd>{t('minutes', { count: agenda.timebox_minutes })}</dd>
        </div>
        <div>
          <dt>{t('reversibility')}</dt>
          <dd>{t(`reversible.${agenda.reversibility}`)}</dd>
        </div>
        <div>
          <dt>{t('policy')}</dt>
          <dd>
            {[
              t('min_alternatives', { count: agenda.policy.min_alternatives }),
              agenda.policy.rationale_required && t('rationale'),
              agenda.policy.risk_cost_required && t('risk_cost'),
            ]
              .filter(Boolean)
              .join(', ')}
          </dd>
        </div>
      </dl>
      {agenda.incident && (
        <Part title={t('incident')}>
          <dl className={styles.row}>
            {(['started_at', 'detected_at', 'mitigated_at', 'resolved_at'] as const).map((key) => (
              <div key={key}>
                <dt>{t(`times.${key}`)}</dt>
                <dd>
                  {format.dateTime(new Date(agenda.incident?.[key] ?? 0), {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                    timeZone: 'UTC',
                  })}
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      <Lines title={t('facts')} lines={agenda.facts} lang={lang} />
      <Lines title={t('constraints')} lines={agenda.constraints} lang={lang} />
      {agenda.items.length > 0 && (
        <Part title={t('items')}>
          <ol className={styles.items} lang={lang}>
            {agenda.items.map((item) => (
              <li key={item.title}>
                <span>{item.title}</span>
                <span className="note">{t('minutes', { count: item.minutes })}</span>
              </li>
            ))}
          </ol>
        </Part>
      )}
      <Part title={t('criteria')}>
        {criteria.length > 0 ? (
          <ul className={styles.items} lang={lang}>
            {criteria.map((one) => (
              <li key={one.name}>
                <span>{one.name}</span>
                <span className="note">{Math.round((one.weight / weights) * 100)} %</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="note">{t('criteria_framed')}</p>
        )}
      </Part>
      {seats.length > 0 && (
        <Part title={t('team')}>
          <p lang={lang}>{seats.map((seat) => seat.name).join(', ')}</p>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Lines({ title, lines, lang }: { title: string; lines: string[]; lang: string }) {
  if (lines.length === 0) return null;
  return (
    <Part title={title}>
      <ol className={styles.lines} lang={lang}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </Part>
  );
}
