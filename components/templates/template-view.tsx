import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Agenda, Language } from '@/lib/council/agenda.schema';
import type { TemplateBody } from '@/lib/council/templates/body.schema';
import { AgendaOf } from './agenda-of';
import { Course } from './course';
import { Seats } from './seats';
import styles from './templates.module.css';

interface Props {
  body: TemplateBody;
  /** The language that the template is shown in; the words around it are in the reader's. */
  language: Language;
  agenda: Agenda | null;
  /** Name of the product's template whose playbook the scripted experts argue by. */
  playbook: string;
}

/** A template as a document: what counts, what the record must hold, who sits there, how it goes, what it begins with. */
export function TemplateView({ body, language, agenda, playbook }: Props) {
  const t = useTranslations('templates');
  const { policy, criteria } = body;
  const weights = criteria.reduce((sum, one) => sum + one.weight, 0) || 1;
  const heaviest = Math.max(...criteria.map((one) => one.weight));
  return (
    <>
      <Section id="criteria" title={t('criteria')}>
        <ul className={styles.criteria} lang={language}>
          {criteria.map(({ name, weight }) => (
            <li key={name[language]}>
              <span>{name[language]}</span>
              <span className={styles.weight} style={{ '--v': weight / heaviest } as React.CSSProperties} />
              <span>{Math.round((weight / weights) * 100)} %</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="policy" title={t('policy')}>
        <ul className={styles.lines}>
          <li>{t('min_alternatives', { count: policy.min_alternatives })}</li>
          <li>{t('risk_mitigation')}</li>
          {policy.rationale_required && <li>{t('rationale')}</li>}
          {policy.risk_cost_required && <li>{t('risk_cost')}</li>}
        </ul>
      </Section>
      <Section id="team" title={t('team')} note={body.team.name[language]} lang={language}>
        <Seats
          seats={body.team.seats.map((seat) => ({
            ...seat,
            name: seat.name[language],
            persona: seat.persona[language],
          }))}
          language={language}
        />
      </Section>
      <Section id="course" title={t('course')}>
        <Course team={body.team} playbook={playbook} />
      </Section>
      <Section id="agenda" title={t('agenda')} note={t('agenda_note')}>
        {agenda ? <AgendaOf agenda={agenda} /> : <pre className={styles.source}>{body.skeleton[language]}</pre>}
      </Section>
    </>
  );
}

interface SectionProps {
  id: string;
  title: string;
  note?: string;
  /** Of the note. */
  lang?: string;
  children: ReactNode;
}

/** A part of a document, with its heading in the margin's column. */
export function Section({ id, title, note, lang, children }: SectionProps) {
  return (
    <section className={styles.section} id={id}>
      <h2>
        {title}{' '}
        {note && (
          <span className="note" lang={lang}>
            {note}
          </span>
        )}
      </h2>
      {children}
    </section>
  );
}
