import { useTranslations } from 'next-intl';
import { PersonMark } from '../meeting/seat-mark';
import styles from './decision.module.css';

/** Who owns it, or that nobody does: never a guess. */
export function Owner({ name }: { name: string | null }) {
  const t = useTranslations('decision');
  if (name) {
    return (
      <span className={styles.who}>
        <PersonMark name={name} small /> <span>{name}</span>
      </span>
    );
  }
  return (
    <span className={`${styles.who} waiting`}>
      <span className="seat" data-person="" data-nobody="" data-small="" aria-hidden="true" />{' '}
      <span>{t('unassigned')}</span>
    </span>
  );
}
