import { useTranslations } from 'next-intl';
import type { ActionItem, Claim, DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { turnAt } from '@/lib/council/turns';
import { quoted } from '@/lib/words/quoted';
import { useWords } from '../meeting/use-words';
import styles from './record.module.css';

type Source = Pick<Claim, 'turns' | 'quote'>;

/** For paper, where a link leads nowhere: every cited turn with its speaker and the words that were taken from it. */
export function CitedTurns({ log, items, state }: { log: DecisionLog; items: ActionItem[]; state: RunState }) {
  const t = useTranslations('decision');
  const words = useWords(state);
  const quotes = quotesByTurn(state, sourcesOf(log, items));
  return (
    <dl className={styles.cited} lang={state.agenda.language}>
      {[...quotes].map(([n, said]) => {
        const turn = turnAt(state, n);
        return (
          <div key={n}>
            <dt>
              {t('turn', { n })}, {turn?.seat ? words.face(turn.seat)?.name : turn?.by?.name}
            </dt>
            {said.map((quote) => (
              <dd key={quote}>{quoted(quote, state.agenda.language)}</dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}

function sourcesOf(log: DecisionLog, items: ActionItem[]): Source[] {
  const claims: (Source | null)[] = [
    ...log.rationale,
    ...log.risks.flatMap((one) => [one, one.cost]),
    ...log.dissent,
    ...log.unique_facts,
    ...log.alternatives.flatMap((one) => [...one.pros, ...one.cons, one.why_rejected, one.cost]),
    ...items,
  ];
  return claims.filter((one) => one !== null);
}

/** Each quote under the first cited turn in whose text it stands, turns in order. */
function quotesByTurn(state: RunState, sources: Source[]): [number, string[]][] {
  const found = new Map<number, Set<string>>();
  for (const { turns, quote } of sources) {
    const n = turns.find((one) => turnAt(state, one)?.text.includes(quote)) ?? turns[0];
    if (n === undefined || !quote) continue;
    found.set(n, (found.get(n) ?? new Set()).add(quote));
  }
  return [...found].sort(([a], [b]) => a - b).map(([n, said]) => [n, [...said]]);
}
