import { useFormatter } from 'next-intl';
import { useMemo } from 'react';
import type { RunState } from '@/lib/council/run';
import type { ModelRef } from '@/lib/council/team.schema';
import type { Forecast } from './floor';
import { People } from './people';
import { oneModel, seatFacts } from './seat-facts';
import { SeatRow } from './seat-row';
import styles from './side.module.css';
import { isOver } from './steering';
import type { SeatDeeds } from './use-seat-menu';
import type { Words } from './use-words';

interface Props {
  state: RunState;
  words: Words;
  forecast: Forecast;
  /** Null for a guest. */
  me: { userId: string; name: string } | null;
  steers: boolean;
  /** Null where nothing can be asked of a seat. */
  deeds: SeatDeeds | null;
  /** Null where no key does anything. */
  onHelp: (() => void) | null;
}

/** The seats with what each does and has used, what a person can ask of each, and the people who took part. */
export function Seats({ state, words, forecast, me, steers, deeds, onHelp }: Props) {
  const { t, faces } = words;
  const format = useFormatter();
  const { turns, tools: calls, bySeat, team } = state;
  const next = forecast.next?.seat ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a seat does is made of these parts alone
  const facts = useMemo(() => seatFacts(state, next), [turns, calls, bySeat, team, next]);
  const shared = oneModel(state);
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 });
  const model = ({ provider, name }: ModelRef) =>
    provider === 'playbook' ? t('room.scripted') : t('room.model', { name, provider });
  return (
    <>
      <h2 className={`label ${styles.head}`}>
        <span>{t('room.seats')}</span>
        <span className="note">{t('room.turns')}</span>
      </h2>
      {shared && shared.provider !== 'playbook' && (
        <p className={`note ${styles.shared}`}>{t('room.all_seats', { model: model(shared) })}</p>
      )}
      <ul className={styles.who}>
        {faces.map((face, index) => {
          const fact = facts.get(face.id);
          const seat = state.team.seats[index];
          if (!fact || !seat) return null;
          const role = face.expert === null && words.role(face) === face.name ? '' : words.role(face);
          const has = face.role === 'expert' || fact.turn !== null;
          const { doing, time, cost, tools } = fact;
          return (
            <SeatRow
              key={face.id}
              id={face.id}
              letter={words.letter(face)}
              hue={face.hue}
              name={face.name}
              role={role}
              doing={doing}
              state={isOver(state) ? '' : t(`doing.${doing}`)}
              model={shared ? null : model(seat.model)}
              turns={String(fact.turns)}
              time={time ?? 0}
              timeWords={t('room.of_time', { share: percent(time ?? 0) })}
              cost={cost}
              costWords={t('room.of_cost', { share: percent(cost ?? 0) })}
              tools={tools
                .map(({ name, calls, running }) => t('room.tool', { name, calls, running: String(running) }))
                .join('\n')}
              onMore={has && deeds ? deeds.onMore : null}
              onNear={deeds?.onNear}
              open={deeds?.open === face.id}
              menuLabel={t('room.seat_menu', { name: face.name })}
            />
          );
        })}
      </ul>
      {oneFamily(state) && <p className={`note ${styles.personas}`}>{t('room.personas')}</p>}
      <People state={state} words={words} me={me} steers={steers} />
      {onHelp && (
        <p className={styles.help}>
          <button type="button" className="link" onClick={onHelp}>
            {t('ask.help_title')}
          </button>{' '}
          <span className="key" aria-hidden="true">
            {t('keys.help')}
          </span>
        </p>
      )}
    </>
  );
}

/** True where models speak and all of them come from one provider. Scripted experts say so themselves. */
function oneFamily({ team }: RunState): boolean {
  const providers = new Set(team.seats.map((seat) => seat.model.provider));
  return providers.size === 1 && !providers.has('playbook');
}
