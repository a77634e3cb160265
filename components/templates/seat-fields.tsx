'use client';

import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon';
import { At } from './criteria-fields';
import { type DraftSeat, withExpert } from './draft';
import styles from './form.module.css';
import { Line, Two } from './form-fields';

const most = 16;
const fewestExperts = 2;

interface Props {
  seats: DraftSeat[];
  onChange: (seats: DraftSeat[]) => void;
  /** What speaks for a seat that names no model; null where experts are scripted. */
  usualModel: string | null;
}

/** Who sits at the table: names and personas in both languages, and the model that speaks. */
export function SeatFields({ seats, onChange, usualModel }: Props) {
  const t = useTranslations('template_form');
  const roles = useTranslations('council');
  const experts = seats.filter((seat) => seat.role === 'expert');
  const change = (key: number, part: Partial<DraftSeat>) =>
    onChange(seats.map((seat) => (seat.key === key ? { ...seat, ...part } : seat)));
  return (
    <div className={styles.rows}>
      {seats.map((seat, n) => {
        const letter = roles('letters.experts')[experts.indexOf(seat)] ?? '·';
        const role = seat.role === 'expert' ? roles('roles.expert', { letter }) : roles(`roles.${seat.role}`);
        const at = `body.team.seats.${n}`;
        return (
          <fieldset key={seat.key} className={styles.seat}>
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
            <Two
              path={`${at}.name`}
              label={t('seat_name')}
              value={seat.name}
              onChange={(name) => change(seat.key, { name })}
            />
            <Two
              path={`${at}.persona`}
              label={t('persona')}
              value={seat.persona}
              rows={3}
              onChange={(persona) => change(seat.key, { persona })}
            />
            <Line
              path={`${at}.model`}
              label={t('model')}
              value={seat.model}
              placeholder={usualModel === null ? t('usual_scripted') : t('usual_model', { model: usualModel })}
              onChange={(model) => change(seat.key, { model })}
            />
          </fieldset>
        );
      })}
      <At path="body.team.seats" label={t('team')} />
      {seats.length < most && (
        <button type="button" className="link" onClick={() => onChange(withExpert(seats))}>
          <Icon name="plus" size={14} /> {t('add_expert')}
        </button>
      )}
    </div>
  );
}
