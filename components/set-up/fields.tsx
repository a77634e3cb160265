'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from '@/lib/council/agenda.schema';
import { Icon } from '../ui/icon';
import styles from './form.module.css';

export type Both = Record<Language, string>;
export type Errors = readonly { path: string; message: string }[];
export const ErrorsContext = createContext<Errors>([]);

/** The service names a field by its path; people know it by its label. */
const told = (message: string, label: string) =>
  message.replace(/([“«])(?:(?:body|config)[\w.]*|label|key|url|models\.[\w.]+)([”»])/gu, `$1${label}$2`);

/** The errors at a path and, unless `exactly`, below it, as one line under a field, and how the field refers to it. */
export function useErrors(path: string, label: string, exactly = false) {
  const mine = useContext(ErrorsContext).filter(
    (one) => one.path === path || (!exactly && one.path.startsWith(`${path}.`)),
  );
  const id = `error-${path.replaceAll('.', '-')}`;
  const text = [...new Set(mine.map((one) => told(one.message, label)))].join(' ');
  return {
    wrong: mine.length > 0,
    id,
    line: (
      <p id={id} className={styles.error}>
        {text && (
          <>
            <Icon name="trouble" size={14} /> {text}
          </>
        )}
      </p>
    ),
  };
}

interface OneProps {
  path: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** After the field: what its number counts. */
  unit?: string;
  placeholder?: string;
  numeric?: boolean;
  /** Id of a list of values to pick from. */
  list?: string;
}

/** One line with its label above and its error below. */
export function Line({ path, label, value, onChange, unit, placeholder, list, numeric = false }: OneProps) {
  const { wrong, id, line } = useErrors(path, label);
  return (
    <div className={styles.field}>
      <label>
        <span>{label}</span>
        <span className={styles.unit}>
          <input
            className="field"
            value={value}
            placeholder={placeholder}
            list={list}
            inputMode={numeric ? 'decimal' : undefined}
            aria-invalid={wrong}
            aria-describedby={id}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit && <span className="note">{unit}</span>}
        </span>
      </label>
      {line}
    </div>
  );
}

interface TwoProps {
  path: string;
  label: string;
  value: Both;
  onChange: (value: Both) => void;
  /** Lines of a text; one line where absent. */
  rows?: number;
  mono?: boolean;
}

/** The same in both languages, side by side. */
export function Two({ path, label, value, onChange, rows, mono = false }: TwoProps) {
  const t = useTranslations('editor');
  return (
    <fieldset className={styles.two}>
      <legend>{label}</legend>
      {(['en', 'ru'] as const).map((language) => (
        <InOne key={language} path={`${path}.${language}`} label={`${label}, ${t(`in.${language}`)}`}>
          {(props) => {
            const own = {
              ...props,
              lang: language,
              placeholder: t(`in.${language}`),
              value: value[language],
              onChange: (event: { target: { value: string } }) =>
                onChange({ ...value, [language]: event.target.value }),
            };
            return rows ? (
              <textarea {...own} rows={rows} className={`field ${mono ? styles.mono : ''}`} spellCheck={!mono} />
            ) : (
              <input {...own} className="field" />
            );
          }}
        </InOne>
      ))}
    </fieldset>
  );
}

type FieldProps = { 'aria-label': string; 'aria-invalid': boolean; 'aria-describedby': string };

function InOne({ path, label, children }: { path: string; label: string; children: (props: FieldProps) => ReactNode }) {
  const { wrong, id, line } = useErrors(path, label);
  return (
    <div className={styles.field}>
      {children({ 'aria-label': label, 'aria-invalid': wrong, 'aria-describedby': id })}
      {line}
    </div>
  );
}

interface AreaProps {
  path: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows: number;
}

/** Several lines with their label above and their error below. */
export function Area({ path, label, value, onChange, rows }: AreaProps) {
  const { wrong, id, line } = useErrors(path, label);
  return (
    <div className={styles.field}>
      <label>
        <span>{label}</span>
        <textarea
          className="field"
          rows={rows}
          value={value}
          aria-invalid={wrong}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {line}
    </div>
  );
}

interface PickProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, label: string])[];
  onChange: (value: T) => void;
}

/** One of a few. */
export function Pick<T extends string>({ label, value, options, onChange }: PickProps<T>) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select
        className="field"
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** An error of a row or a list as a whole. */
export function At({ path, label }: { path: string; label: string }) {
  return useErrors(path, label, true).line;
}
