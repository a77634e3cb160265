import { useTranslations } from 'next-intl';
import { useId } from 'react';
import styles from './exports.module.css';

export interface Place {
  id: string;
  label: string;
}

interface Props {
  /** Ids of integrations; null: as the team says. */
  value: readonly string[] | null;
  places: readonly Place[];
  /** Whether it may be left to the team. */
  ofMeeting: boolean;
  onChange: (value: string[] | null) => void;
}

/** Where an accepted decision goes by itself. */
export function ExportTo({ value, places, ofMeeting, onChange }: Props) {
  const t = useTranslations('exports');
  const name = useId();
  const chosen = value ?? [];
  const boxes = places.map(({ id, label }) => (
    <label key={id}>
      <input
        type="checkbox"
        checked={chosen.includes(id)}
        onChange={({ target }) =>
          onChange(places.map((one) => one.id).filter((one) => (one === id ? target.checked : chosen.includes(one))))
        }
      />{' '}
      {label}
    </label>
  ));
  return (
    <fieldset className={styles.auto}>
      <legend>{t('auto.title')}</legend>
      <p className="note">{t('auto.hint')}</p>
      {ofMeeting ? (
        <>
          {(['team', 'own'] as const).map((by) => (
            <label key={by}>
              <input
                type="radio"
                name={name}
                checked={(value === null) === (by === 'team')}
                onChange={() => onChange(by === 'team' ? null : [])}
              />{' '}
              {t(`auto.${by}`)}
            </label>
          ))}
          {value !== null && (
            <div>
              {boxes}
              {value.length === 0 && <p className="note">{t('auto.nothing')}</p>}
            </div>
          )}
        </>
      ) : (
        boxes
      )}
    </fieldset>
  );
}

/** Without those that were removed meanwhile. */
export const still = (chosen: readonly string[], places: readonly Place[]) =>
  chosen.filter((id) => places.some((one) => one.id === id));
