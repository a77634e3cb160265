import { useTranslations } from 'next-intl';
import type { RunState, Turn } from '@/lib/council/run';
import { blocksOf, isMarked } from '../meeting/minutes/blocks';
import Rich from '../meeting/minutes/rich';
import { rowsOf } from '../meeting/minutes/rows';
import { PersonMark, SeatMark } from '../meeting/seat-mark';
import { clock } from '../meeting/times';
import { useWords } from '../meeting/use-words';
import { soft } from '../ui/soft';
import styles from './share.module.css';

/** The minutes as a plain document: what was said, in the log's order, under its phases. */
export function Transcript({ state }: { state: RunState }) {
  const t = useTranslations('share');
  const words = useWords(state);
  return (
    <section className={styles.minutes} aria-labelledby="minutes" lang={state.agenda.language}>
      <h2 id="minutes">{t('minutes')}</h2>
      {rowsOf(state).map((row) => {
        if (row.kind === 'phase') return <h3 key={row.key}>{words.t(`phases.${row.phase.phase}`)}</h3>;
        if (row.kind === 'turn') return <Spoken key={row.key} turn={row.turn} words={words} />;
        if (row.kind !== 'comment') return null;
        const { by, text } = row.comment;
        return <Line key={row.key} name={by.name} mark={<PersonMark name={by.name} small />} note="" text={text} />;
      })}
    </section>
  );
}

function Spoken({ turn, words }: { turn: Turn; words: ReturnType<typeof useWords> }) {
  if (turn.status !== 'completed' || turn.text === '' || turn.purpose === 'select') return null;
  const name = (turn.seat === null ? turn.by?.name : words.face(turn.seat)?.name) ?? '';
  const mark = turn.seat ? <SeatMark words={words} seat={turn.seat} small /> : <PersonMark name={name} small />;
  const note = `${turn.turn} · ${clock(turn.activeAt)}`;
  return <Line id={`t${turn.turn}`} name={name} mark={mark} note={note} text={turn.text} />;
}

interface LineProps {
  id?: string;
  name: string;
  mark: React.ReactNode;
  note: string;
  text: string;
}

function Line({ id, name, mark, note, text }: LineProps) {
  return (
    <article id={id} className={styles.turn}>
      <header>
        <b>
          <bdi>{soft(name)}</bdi>
        </b>
        {mark}
        <span className="note">{note}</span>
      </header>
      <div className={styles.said}>
        {blocksOf(text).map((block, n) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said does not change
          isMarked(block) ? <Rich key={n} text={block} growing={false} /> : <p key={n}>{block}</p>,
        )}
      </div>
    </article>
  );
}
