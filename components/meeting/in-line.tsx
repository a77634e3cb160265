import { inLine } from '@/lib/council/in-line';
import type { RunState } from '@/lib/council/run';
import { PersonMark } from './seat-mark';
import styles from './side.module.css';
import { isOver } from './steering';
import type { Words } from './use-words';

/** What people asked and nobody has taken up yet, in the order in which the council will. */
export function InLine({ state, words: { t, face }, me }: { state: RunState; words: Words; me: { userId: string } }) {
  const line = inLine(state);
  if (line.length === 0 || isOver(state)) return null;
  return (
    <section className={styles.line} aria-label={t('line_up.title')}>
      <ol>
        {line.map(({ request, control, by }, index) => {
          const seat = 'seat' in control && control.seat ? (face(control.seat)?.name ?? '') : '';
          return (
            <li key={request}>
              <b>{t('line_up.place', { n: index + 1 })}</b> <PersonMark name={by.name} small />{' '}
              <span>
                {by.userId === me.userId ? t('line_up.you') : by.name}:{' '}
                {t(`line_up.${control.control}`, { seat: seat || 'none' })}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
