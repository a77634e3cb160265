import { useTranslations } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import type { TemplateSeat } from '@/lib/council/templates/body.schema';
import styles from './templates.module.css';

const hues = 6;

/** Who sits at the table, each with what it stands for. */
export function Seats({ seats, language }: { seats: TemplateSeat[]; language: Language }) {
  const t = useTranslations('council');
  const experts = seats.filter((seat) => seat.role === 'expert');
  return (
    <ul className={styles.seats}>
      {seats.map((seat) => {
        const n = experts.indexOf(seat);
        const letter = seat.role === 'expert' ? (t('letters.experts')[n] ?? '·') : t(`letters.${seat.role}`);
        const role = seat.role === 'expert' ? t('roles.expert', { letter }) : t(`roles.${seat.role}`);
        return (
          <li key={seat.id}>
            <span className={`seat ${n < 0 ? '' : `s${(n % hues) + 1}`}`} aria-hidden="true">
              {letter}
            </span>
            <div>
              <h3 lang={language}>{seat.name[language]}</h3>
              <p className="note">
                {[role === seat.name[language] ? null : role, seat.model && `${seat.model.provider}:${seat.model.name}`]
                  .filter(Boolean)
                  .join(', ')}
              </p>
            </div>
            <p lang={language}>{seat.persona[language]}</p>
          </li>
        );
      })}
    </ul>
  );
}
