import { useTranslations } from 'next-intl';
import { citableFacts } from '@/lib/council/agenda';
import type { Claim } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { turnAt } from '@/lib/council/turns';
import { quoted } from '@/lib/words/quoted';
import { PersonMark, SeatMark } from '../meeting/seat-mark';
import { useWords } from '../meeting/use-words';
import { soft } from '../ui/soft';
import styles from './decision.module.css';

interface Cited {
  turns: readonly number[];
  facts: readonly number[];
  /** Whoever wrote it into the log, where that was a person. */
  by?: string | undefined;
}

/** Links to the turns and the agenda's facts that a claim rests on. */
export function Sources({ state, cited }: { state: RunState; cited: Cited }) {
  const t = useTranslations('decision');
  const links = [
    ...cited.turns.map((n) => ({ href: hrefOfTurn(state, n), text: t('turn', { n }) })),
    ...cited.facts.map((n) => ({
      href: (citableFacts(state.agenda).length > 0 || null) && `#fact-${n}`,
      text: t('fact', { n }),
    })),
  ];
  return links.map(({ href, text }, n) => (
    <span key={text}>
      {n > 0 && ', '}
      {href ? (
        <a className="cite" href={href}>
          {text}
        </a>
      ) : (
        text
      )}
    </span>
  ));
}

/** A guest, to whom no meeting has an address, finds a turn below, or was not given it. */
function hrefOfTurn({ meetingId, turns }: RunState, n: number): string | null {
  if (meetingId !== '') return `/meetings/${meetingId}#t${n}`;
  return turns[n - 1]?.text ? `#t${n}` : null;
}

/** Who said it: whoever wrote it in, the seat or person of the first cited turn, or the agenda. */
function speakerOf(state: RunState, { turns, by }: Cited): { seat: string | null; person: string | null } {
  if (by) return { seat: null, person: by };
  const turn = turnAt(state, turns[0] ?? 0);
  return { seat: turn?.seat ?? null, person: turn?.by?.name ?? null };
}

/** A claim in the words that were said; what a person wrote into the log stands without quotation marks. */
export function Said({ claim, state }: { claim: Claim; state: RunState }) {
  return claim.origin === 'human' || claim.quote === '' ? claim.text : quoted(claim.quote, state.agenda.language);
}

/** One line under a quote: mark, name, links. */
export function Cite({ state, cited }: { state: RunState; cited: Cited }) {
  const words = useWords(state);
  const t = useTranslations('decision');
  const { seat, person } = speakerOf(state, cited);
  // A transcript may not say who spoke.
  const other = t(cited.turns.length > 0 ? 'somebody' : 'agenda');
  const sources = cited.turns.length + cited.facts.length > 0;
  if (!sources && !cited.by) return null;
  return (
    <p className={styles.cite}>
      {seat ? <SeatMark words={words} seat={seat} small /> : <PersonMark name={person ?? other} small />}
      {seat ? words.face(seat)?.name : (person ?? other)}
      {cited.by && ` ${t('wrote')}`}
      {sources && (
        <>
          , <Sources state={state} cited={cited} />
        </>
      )}
    </p>
  );
}

/** The margin that the minutes and the rationale share. */
export function Margin({ state, cited }: { state: RunState; cited: Cited }) {
  const words = useWords(state);
  const t = useTranslations('decision');
  const { seat, person } = speakerOf(state, cited);
  // A transcript may not say who spoke.
  const other = t(cited.turns.length > 0 ? 'somebody' : 'agenda');
  const face = seat ? words.face(seat) : undefined;
  if (cited.turns.length + cited.facts.length === 0 && !cited.by) return <div className={styles.by} />;
  return (
    <div className={`${styles.by} ${face?.hue ?? ''}`}>
      <b>{soft(face?.name ?? person ?? other)}</b>
      {seat ? <SeatMark words={words} seat={seat} small /> : <PersonMark name={person ?? other} small />}
      <span className="note">
        {cited.by && `${t('wrote')} `}
        <Sources state={state} cited={cited} />
      </span>
    </div>
  );
}
