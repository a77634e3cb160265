'use client';

import { useTranslations } from 'next-intl';
import { At, useErrors } from '../set-up/fields';
import styles from './integrations.module.css';
import type { Draft, Mapping, PlaceName } from './types';

interface Props {
  place: PlaceName;
  draft: Draft;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** One database: every field, the property that holds it, and what would stand there. */
export function MappingPlace({ place, draft, mapping, onChange }: Props) {
  const t = useTranslations('integrations');
  const { properties, statuses } = mapping;
  const status = draft.columns.find((one) => one.id === properties.status);
  const hasOptions = status?.type === 'status' || status?.type === 'select';

  const choose = (field: string, id: string) => {
    const { [field]: _before, ...rest } = properties;
    const options = field === 'status' ? (draft.options[id] ?? {}) : statuses;
    onChange({ properties: id ? { ...rest, [field]: id } : rest, statuses: options });
  };
  const shown = (field: string, sample: string) => {
    if (!properties[field]) return '';
    if (field === 'status') return hasOptions ? (statuses[sample] ?? '') : sample && t(`statuses.${sample}`);
    return sample;
  };
  return (
    <fieldset className={styles.mapped}>
      <legend>
        {t(place)} <span className="note">{draft.title}</span>
      </legend>
      <At path={place} label={t(place)} />
      <div className={styles.head} aria-hidden="true">
        <span>{t('field')}</span>
        <span>{t('property')}</span>
        <span>{t('row')}</span>
      </div>
      {draft.fields.map((one) => (
        <FieldRow
          key={one.field}
          place={place}
          draft={draft}
          of={one}
          value={properties[one.field] ?? ''}
          sample={shown(one.field, one.sample)}
          onChange={(id) => choose(one.field, id)}
        />
      ))}
      {hasOptions && (
        <div className={styles.options}>
          <p>{t('status_options')}</p>
          {draft.statuses.map((one) => (
            <OptionRow
              key={one}
              path={`${place}.statuses.${one}`}
              label={t(`statuses.${one}`)}
              value={statuses[one] ?? ''}
              options={status.options}
              free={status.type === 'select'}
              onChange={(option) => onChange({ properties, statuses: { ...statuses, [one]: option } })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

interface FieldProps {
  place: PlaceName;
  draft: Draft;
  of: Draft['fields'][number];
  value: string;
  sample: string;
  onChange: (id: string) => void;
}

function FieldRow({ place, draft, of: { field, required, fit }, value, sample, onChange }: FieldProps) {
  const t = useTranslations('integrations');
  const label = t(`fields.${place}.${field}`);
  const { wrong, id, line } = useErrors(`${place}.properties.${field}`, label);
  const can = draft.columns.filter((one) => fit.includes(one.id));
  const cannot = draft.columns.filter((one) => !fit.includes(one.id));
  const typed = (type: string) => (t.has(`types.${type}`) ? t(`types.${type}`) : t('types.other'));
  const known = value === '' || draft.columns.some((one) => one.id === value);
  return (
    <div className={styles.row}>
      <label htmlFor={`${place}-${field}`}>
        {label} {required && <span className="note">({t(field === 'key' ? 'required_key' : 'required')})</span>}
      </label>
      <select
        id={`${place}-${field}`}
        className="field"
        value={known ? value : ''}
        aria-invalid={wrong}
        aria-describedby={id}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('not_written')}</option>
        {can.length > 0 && (
          <optgroup label={t('fit_group')}>
            {can.map((one) => (
              <option key={one.id} value={one.id}>
                {t('unfit', { name: one.name, type: typed(one.type) })}
              </option>
            ))}
          </optgroup>
        )}
        {cannot.length > 0 && (
          <optgroup label={t('unfit_group')}>
            {cannot.map((one) => (
              <option key={one.id} value={one.id} disabled>
                {t('unfit', { name: one.name, type: typed(one.type) })}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <span className={styles.sample}>{sample}</span>
      {line}
    </div>
  );
}

interface OptionProps {
  path: string;
  label: string;
  value: string;
  options: string[];
  /** Another one is made as it is written. */
  free: boolean;
  onChange: (option: string) => void;
}

function OptionRow({ path, label, value, options, free, onChange }: OptionProps) {
  const t = useTranslations('integrations');
  const { wrong, id, line } = useErrors(path, label);
  const unknown = value !== '' && !options.includes(value);
  return (
    <div>
      <label>
        <span>{label}</span>
        <select
          className="field"
          value={value}
          aria-invalid={wrong}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.value)}
        >
          {value === '' && <option value="" />}
          {unknown && (
            <option value={value} disabled={!free}>
              {free ? t('new_option', { name: value }) : value}
            </option>
          )}
          {options.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {line}
    </div>
  );
}
