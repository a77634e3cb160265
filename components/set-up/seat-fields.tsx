'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { type DraftSeat, modelOf, withExpert } from './draft';
import { At, Line } from './fields';
import styles from './form.module.css';

const most = 16;
const fewestExperts = 2;

/** Which models can speak here. */
export interface Connected {
  /** `provider:name` of each that is connected. */
  models: string[];
  /** Providers of which any model can be named. */
  setUp: string[];
}

const isConnected = (typed: string, { models, setUp }: Connected) =>
  ['', 'playbook:playbook', ...models].includes(typed.trim()) || setUp.includes(modelOf(typed)?.provider ?? '');

interface Props<Words> {
  /** Path of the seats, as the server names it. */
  at: string;
  seats: DraftSeat<Words>[];
  onChange: (seats: DraftSeat<Words>[]) => void;
  /** What stands in the name and the persona of a new seat. */
  blank: Words;
  /** What speaks for a seat that names no model; null where experts are scripted. */
  usualModel: string | null;
  connected: Connected;
  /** The fields of a seat's name and persona. */
  children: (seat: DraftSeat<Words>, at: string, change: (part: Partial<DraftSeat<Words>>) => void) => ReactNode;
}

/** Who sits at the table: names and personas, and the model that speaks. */
export function SeatFields<Words>({ at, seats, onChange, blank, usualModel, connected, children }: Props<Words>) {
  const t = useTranslations('editor');
  const roles = useTranslations('council');
  const experts = seats.filter((seat) => seat.role === 'expert');
  const change = (key: number, part: Partial<DraftSeat<Words>>) =>
    onChange(seats.map((seat) => (seat.key === key ? { ...seat, ...part } : seat)));
  return (
    <div className={styles.rows}>
      {seats.map((seat, n) => {
        const letter = roles('letters.experts')[experts.indexOf(seat)] ?? '·';
        const role = seat.role === 'expert' ? roles('roles.expert', { letter }) : roles(`roles.${seat.role}`);
        return (
          <fieldset key={seat.key} className={styles.seat} data-one={typeof blank === 'string' || undefined}>
            <legend>{role}</legend>
            {seat.role === 'expert' && experts.length > fewestExperts && (
              <button
                type="button"
                aria-label={t('remove_seat', { role })}
                onClick={() => onChange(seats.filter((other) => other.key !== seat.key))}
              >
                <Icon name="cross" />
              </button>
            )}
            {children(seat, `${at}.${n}`, (part) => change(seat.key, part))}
            <div className={styles.field}>
              <Line
                path={`${at}.${n}.model`}
                list="connected-models"
                label={t('model')}
                value={seat.model}
                placeholder={usualModel === null ? t('usual_scripted') : t('usual_model', { model: usualModel })}
                onChange={(model) => change(seat.key, { model })}
              />
              {!isConnected(seat.model, connected) && (
                <p className={styles.error}>
                  <Icon name="trouble" size={14} /> {t('not_connected')}
                </p>
              )}
            </div>
          </fieldset>
        );
      })}
      <datalist id="connected-models">
        {connected.models.map((model) => (
          <option key={model} value={model} />
        ))}
        <option value="playbook:playbook" label={t('scripted')} />
      </datalist>
      <At path={at} label={t('team')} />
      {seats.length < most && (
        <button type="button" className="link" onClick={() => onChange(withExpert(seats, blank))}>
          <Icon name="plus" size={14} /> {t('add_expert')}
        </button>
      )}
    </div>
  );
}
