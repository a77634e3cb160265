import { Icon } from '../ui/icon';
import styles from './room.module.css';
import type { Words } from './use-words';

/** The way out of a sheet where it covers the page; drawn nowhere else. */
export function SheetEnd({ sheet, words: { t } }: { sheet: string; words: Words }) {
  return (
    <button type="button" className={styles.close} popoverTarget={sheet} popoverTargetAction="hide">
      <Icon name="bottom" size={20} />
      <span className="sr-only">{t('bar.close')}</span>
    </button>
  );
}
