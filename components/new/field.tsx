import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import styles from './new.module.css';

export type FieldErrors = Readonly<Record<string, string>>;

/** Errors of an agenda by the field that shows them: `agenda.items.0.minutes` belongs to `items`. */
export function errorsByField(errors: readonly { path: string; message: string }[] = []): FieldErrors {
  const found: Record<string, string> = {};
  for (const { path, message } of errors) {
    const [field = '', part] = path.replace(/^agenda\./, '').split('.');
    const key = field === 'policy' && part ? `policy.${part}` : field;
    found[key] = found[key] ? `${found[key]} ${message}` : message;
  }
  return found;
}

interface Props {
  name: string;
  label: string;
  hint?: string;
  errors: FieldErrors;
  children: (props: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode;
}

/** A field with its label above, and its error beside it in words. */
export function Field({ name, label, hint, errors, children }: Props) {
  // The service names a field by its path; people know it by its label.
  const error = errors[name]
    ?.replace(/([“«])agenda\.[\w.]+([”»])/gu, `$1${label}$2`)
    .replace(new RegExp(`([“«])${name}([”»])`, 'gu'), `$1${label}$2`);
  const id = `field-${name.replace('.', '-')}`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && <p className="note">{hint}</p>}
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': `${id}-error` })}
      <p id={`${id}-error`} className={styles.error}>
        {error && (
          <>
            <Icon name="trouble" size={14} /> {error}
          </>
        )}
      </p>
    </div>
  );
}
