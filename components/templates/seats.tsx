import { useTranslations } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import { modelKey } from '@/lib/council/budget';
import type { ModelRef, Seat } from '@/lib/council/team.schema';
import { Icon } from '../ui/icon';
import styles from './templates.module.css';

const hues = 6;

interface Props {
  seats: (Pick<Seat, 'id' | 'role' | 'name' | 'persona'> & { model: ModelRef | null })[];
  /** Of names and personas, where it is known. */
  language?: Language;
  /** Models, as `provider:name`, that can't be asked here. */
  missing?: readonly string[];
}

/** Who sits at the table, each with what it stands for. */
export function Seats({ seats, language, missing = [] }: Props) {
  const t = useTranslations('council');
  const modelOf = ({ provider, name }: ModelRef) =>
    provider === 'playbook' ? t('scripted.short') : `${provider}:${name}`;
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
              <h3 lang={language}>{seat.name}</h3>
              <p className="note">
                {[role === seat.name ? null : role, seat.model && modelOf(seat.model)].filter(Boolean).join(', ')}
              </p>
              {seat.model && missing.includes(modelKey(seat.model)) && (
                <p className={`trouble ${styles.missing}`}>
                  <Icon name="trouble" size={14} /> {t('not_connected')}
                </p>
              )}
            </div>
            <p lang={language}>{seat.persona}</p>
          </li>
        );
      })}
    </ul>
  );
}
