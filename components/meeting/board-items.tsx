import { clockRuns, itemClocks } from '@/lib/council/timeboxes';
import { Icon } from '../ui/icon';
import styles from './board.module.css';
import type { PartProps } from './parts';
import { clock } from './times';
import { useNow } from './use-now';

/** The agenda's items, each with its clock. */
export function Items({ state, words, serverNow }: PartProps & { serverNow: number }) {
  const { t } = words;
  const now = useNow(serverNow, clockRuns(state));
  const items = itemClocks(state, now);
  if (items.length === 0) return null;
  return (
    <div>
      <h2 className={`label ${styles.head}`}>{t('board.items')}</h2>
      <ol className={styles.items}>
        {items.map(({ titles, boxMs, usedMs, at }) => (
          <li key={titles.join()} data-at={at} aria-current={at === 'here' ? 'step' : undefined}>
            {at === 'past' ? <Icon name="tick" size={13} /> : <Icon name={at === 'here' ? 'to' : 'ring'} size={13} />}
            <span lang={state.agenda.language}>{titles.join(' · ')}</span>
            <span className="note" data-over={usedMs > boxMs || undefined}>
              {t('board.item_time', { used: clock(usedMs), all: clock(boxMs) })}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
