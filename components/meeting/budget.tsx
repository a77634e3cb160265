import { useLocale } from 'next-intl';
import { limitsOf, reserveOf, spent } from '@/lib/council/budget';
import type { RunState } from '@/lib/council/run';
import { clockRuns } from '@/lib/council/timeboxes';
import styles from './board.module.css';
import { clock } from './times';
import { useNow } from './use-now';
import type { Words } from './use-words';

/** What is used of each ceiling; hatched is what record and tasks keep, so that a run that ran out still ends with its log. */
export function Budget({ state, words, serverNow }: { state: RunState; words: Words; serverNow: number }) {
  const { t } = words;
  const locale = useLocale();
  const now = useNow(serverNow, clockRuns(state));
  const [used, all, kept] = [spent(state, now), limitsOf(state), reserveOf(state)];
  const scripted = state.team.seats.every((seat) => seat.model.provider === 'playbook');
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
  const lines = [
    { key: 'attempts', show: (n: number) => String(n) },
    { key: 'activeMs', show: clock },
    // A scripted council spends neither.
    ...(scripted
      ? []
      : [
          { key: 'tokens' as const, show: (n: number) => compact.format(n) },
          { key: 'microUsd' as const, show: (n: number) => money.format(n / 1e6) },
        ]),
  ] satisfies { key: keyof typeof used; show: (n: number) => string }[];
  return (
    <div>
      <h2 className={`label ${styles.head}`}>
        {t('board.budget')} <span className="note">{t('board.reserve')}</span>
      </h2>
      <dl className={styles.budget}>
        {lines.map(({ key, show }) => (
          <div key={key}>
            <dt className="note">{t(`board.${key}`)}</dt>
            <dd>
              {show(used[key])} <span>{t('board.of', { all: show(all[key]) })}</span>
              <i
                className={styles.use}
                data-full={(used[key] > 0 && used[key] >= all[key]) || undefined}
                style={
                  { '--v': share(used[key], all[key]), '--keep': share(kept[key], all[key]) } as React.CSSProperties
                }
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const share = (part: number, whole: number) => (whole > 0 ? Math.min(100, (part / whole) * 100) : 0);
