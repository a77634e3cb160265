import type { RunState } from '@/lib/council/run';
import { type Forecast, isVoting } from './floor';
import { PersonMark, SeatMark } from './seat-mark';
import styles from './side.module.css';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  forecast: Forecast;
  me: { userId: string; name: string };
  steers: boolean;
}

/** The seats with what each does now, and the people who took part. */
export function Seats({ state, words, forecast, me, steers }: Props) {
  const { t, faces } = words;
  const others = new Map<string, string>();
  for (const { by } of [...state.controls, ...state.comments])
    if (by.userId !== me.userId) others.set(by.userId, by.name);
  return (
    <>
      <h2 className={`label ${styles.head}`}>
        <span>{t('room.seats')}</span>
        <span className="note">{t('room.turns')}</span>
      </h2>
      <ul className={styles.who}>
        {faces.map((one) => {
          const speaks = forecast.speaking.includes(one.id);
          const next = !speaks && forecast.next?.seat === one.id;
          return (
            <li key={one.id} data-now={speaks ? 'speaks' : next ? 'next' : undefined}>
              <SeatMark words={words} seat={one.id} />
              <div>
                <p className={styles.name}>{one.name}</p>
                <p className="note">
                  {one.expert === null && words.role(one) === one.name ? '' : words.role(one)}
                  {speaks &&
                    `${one.name === words.role(one) ? '' : ', '}${t(isVoting(state) ? 'room.votes' : 'room.speaks')}`}
                  {next && `${one.name === words.role(one) ? '' : ', '}${t('room.is_next')}`}
                </p>
              </div>
              <span className={styles.n}>{state.bySeat[one.id]?.turns ?? 0}</span>
            </li>
          );
        })}
      </ul>
      {oneFamily(state) && <p className={`note ${styles.personas}`}>{t('room.personas')}</p>}
      <h2 className={`label ${styles.head}`}>{t('room.people')}</h2>
      <ul className={styles.who}>
        <li>
          <PersonMark name={me.name} />
          <div>
            <p className={styles.name}>{t('room.you', { name: me.name })}</p>
            <p className="note">{t(steers ? 'room.steers' : 'room.watches')}</p>
          </div>
        </li>
        {[...others].map(([id, name]) => (
          <li key={id}>
            <PersonMark name={name} />
            <div>
              <p className={styles.name}>{name}</p>
              <p className="note">{t('room.took_part')}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** True where models speak and all of them come from one provider. Scripted experts say so themselves. */
function oneFamily({ team }: RunState): boolean {
  const providers = new Set(team.seats.map((seat) => seat.model.provider));
  return providers.size === 1 && !providers.has('playbook');
}
