import { useTranslations } from 'next-intl';
import type { Agenda } from '@/lib/council/agenda.schema';
import styles from './templates.module.css';

/** The agenda that a template begins with, as it is read. */
export function AgendaOf({ agenda }: { agenda: Agenda }) {
  const t = useTranslations('agenda');
  const lang = agenda.language;
  return (
    <div className={styles.agenda}>
      <blockquote lang={lang}>{agenda.question}</blockquote>
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
      </dl>
      <div className={styles.both}>
        <Lines title={t('facts')} lines={agenda.facts} lang={lang} />
        <Lines title={t('constraints')} lines={agenda.constraints} lang={lang} />
      </div>
      {agenda.items.length > 0 && (
        <div>
          <h3>{t('items')}</h3>
          <ol className={styles.items} lang={lang}>
            {agenda.items.map((item) => (
              <li key={item.title}>
                <span>{item.title}</span>
                <span className="note">{t('minutes', { count: item.minutes })}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

function Lines({ title, lines, lang }: { title: string; lines: string[]; lang: string }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul lang={lang}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
