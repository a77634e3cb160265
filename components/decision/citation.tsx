import { useTranslations } from 'next-intl';
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
    ...cited.turns.map((n) => ({ href: `/meetings/${state.meetingId}#t${n}`, text: t('turn', { n }) })),
    ...cited.facts.map((n) => ({ href: `#fact-${n}`, text: t('fact', { n }) })),
  ];
  return links.map(({ href, text }, n) => (
    <span key={href}>
      {n > 0 && ', '}
      <a className="cite" href={href}>
        {text}
      </a>
    </span>
  ));
}

/** Who said it: whoever wrote it in, the seat or person of the first cited turn, or the agenda. */
function speakerOf(state: RunState, { turns, by }: Cited): { seat: string | null; person: string | null } {
  if (by) return { seat: null, person: by };
  const turn = turnAt(state, turns[0] ?? 0);
  return { seat: turn?.seat ?? null, person: turn?.by?.name ?? null };
}

/** A claim in the words that were said; what a person wrote into the log stands without quotation marks. */
export function Said({ claim, state }: { claim: Claim; state: RunState }) {
  return claim.origin === 'human' ? claim.text : quoted(claim.quote, state.agenda.language);
}

/** One line under a quote: mark, name, links. */
export function Cite({ state, cited }: { state: RunState; cited: Cited }) {
  const words = useWords(state);
  const t = useTranslations('decision');
  const { seat, person } = speakerOf(state, cited);
  const sources = cited.turns.length + cited.facts.length > 0;
  return (
    <p className={styles.cite}>
      {seat ? <SeatMark words={words} seat={seat} small /> : <PersonMark name={person ?? t('agenda')} small />}
      {seat ? words.face(seat)?.name : (person ?? t('agenda'))}
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
  const face = seat ? words.face(seat) : undefined;
  return (
    <div className={`${styles.by} ${face?.hue ?? ''}`}>
      <b>{soft(face?.name ?? person ?? t('agenda'))}</b>
      {seat ? <SeatMark words={words} seat={seat} small /> : <PersonMark name={person ?? t('agenda')} small />}
      <span className="note">
        {cited.by && `${t('wrote')} `}
        <Sources state={state} cited={cited} />
      </span>
    </div>
  );
}
