import { useLocale } from 'next-intl';
import { type Nearness, nextEnding } from '@/lib/council/next-ending';
import { clockRuns } from '@/lib/council/timeboxes';
import styles from './board.module.css';
import type { PartProps } from './parts';
import { clock } from './times';
import { useNow } from './use-now';

/** What ends this run next, and why, in one sentence or two. */
export function Ending({ state, words, serverNow }: PartProps & { serverNow: number }) {
  const { t } = words;
  const locale = useLocale();
  const now = useNow(serverNow, clockRuns(state));
  const next = nextEnding(state, now);
  const left = ({ by, used, mark }: Nearness): string => {
    const rest = Math.max(0, mark - used);
    if (by === 'activeMs') return t('ends.near.activeMs', { left: clock(rest) });
    if (by === 'microUsd') {
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
      return t('ends.near.microUsd', { left: money.format(rest / 1e6) });
    }
    if (by === 'tokens') return t('ends.near.tokens', { left: new Intl.NumberFormat(locale).format(rest) });
    return t(`ends.near.${by}`, { count: rest, used, mark });
  };
  const say = (): string => {
    switch (next.kind) {
      case 'over':
        return `${t(`ends.over.${state.outcome ?? 'stopped'}`)} ${next.reason ? words.reason(next.reason) : ''}`;
      case 'held':
        return t(state.status === 'waiting' ? 'ends.waiting' : 'ends.paused');
      case 'asked':
        return t(next.now ? 'ends.asked_now' : 'ends.asked', { by: next.by });
      case 'closing':
        return `${next.reason ? words.reason(next.reason) : ''} ${t('ends.closing')}`;
      case 'course': {
        const count = next.ahead.length;
        return `${count > 0 ? t('ends.course', { count }) : t('ends.course_here')} ${left(next.nearest)}`;
      }
    }
  };
  return (
    <div className={styles.ending}>
      <h2 className={`label ${styles.head}`}>{t(next.kind === 'over' ? 'ends.title_over' : 'ends.title')}</h2>
      <p>{say().trim()}</p>
    </div>
  );
}
