import { useMemo } from 'react';
import type { By } from '@/lib/council/events';
import type { ControlRecord, RunState } from '@/lib/council/run';
import { PersonMark } from './seat-mark';
import styles from './side.module.css';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  /** Null for a guest, who is no part of it. */
  me: { userId: string; name: string } | null;
  steers: boolean;
}

/** The people who took part, each with what they asked last; the reader comes first. */
export function People({ state, words, me, steers }: Props) {
  const { t } = words;
  const { controls, comments } = state;
  const all = useMemo(() => peopleOf({ controls, comments }), [controls, comments]);
  const mine = all.find(({ by }) => by.userId === me?.userId);
  if (!me && all.length === 0) return null;
  return (
    <>
      <h2 className={`label ${styles.head}`}>{t('room.people')}</h2>
      <ul className={styles.who}>
        {me && (
          <li>
            <PersonMark name={me.name} />
            <div>
              <p className={styles.name}>{t('room.you', { name: me.name })}</p>
              <p className="note">{t(steers ? 'room.steers' : 'room.watches')}</p>
              {mine && <Last record={mine.last} words={words} />}
            </div>
          </li>
        )}
        {all
          .filter((one) => one !== mine)
          .map(({ by, last }) => (
            <li key={by.userId || by.name}>
              <PersonMark name={by.name} />
              <div>
                <p className={styles.name}>{by.name}</p>
                <Last record={last} words={words} />
              </div>
            </li>
          ))}
      </ul>
    </>
  );
}

/** Everybody who asked or remarked something, each with what it was last; who did so last comes first. */
function peopleOf({ controls, comments }: Pick<RunState, 'controls' | 'comments'>) {
  const seen = new Map<string, { by: By; at: number; last: ControlRecord | null }>();
  for (const one of [...controls, ...comments]) {
    const known = seen.get(one.by.userId);
    if (known && known.at > one.at) continue;
    seen.set(one.by.userId, { by: one.by, at: one.at, last: 'control' in one ? one : null });
  }
  return [...seen.values()].sort((a, b) => b.at - a.at);
}

/** What somebody asked last, as a phrase; a remark has no more to tell. */
function Last({ record, words: { t, face } }: { record: ControlRecord | null; words: Words }) {
  if (!record) return <p className="note">{t('last.remark')}</p>;
  const { control } = record;
  const seat = 'seat' in control && control.seat ? (face(control.seat)?.name ?? '') : '';
  const minutes = control.control === 'extend' ? control.minutes : 0;
  return (
    <p className="note">
      {t(`last.${control.control}`, { seat, minutes })}
      {record.state === 'refused' && ` ${t('last.refused')}`}
    </p>
  );
}
