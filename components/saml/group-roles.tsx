'use client';

import { useTranslations } from 'next-intl';
import styles from './saml.module.css';

const roles = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];
export interface Line {
  group: string;
  role: Role;
}
const isRole = (value: string): value is Role => roles.some((role) => role === value);

interface Props {
  lines: Line[];
  /** Of whoever is in none of the groups; null: they don't get in. */
  rest: Role | null;
  mayMakeOwners: boolean;
  onLines: (lines: Line[]) => void;
  onRest: (role: Role | null) => void;
}

/** Which group gives which role, the first that fits. */
export function GroupRoles({ lines, rest, mayMakeOwners, onLines, onRest }: Props) {
  const t = useTranslations('saml');
  const offered = roles.filter((role) => mayMakeOwners || role !== 'owner');
  const set = (at: number, over: Partial<Line>) =>
    onLines(lines.map((line, n) => (n === at ? { ...line, ...over } : line)));
  const options = offered.map((role) => (
    <option key={role} value={role}>
      {t(`role.${role}`)}
    </option>
  ));
  return (
    <fieldset className={styles.groups}>
      <legend className="label">{t('groups')}</legend>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at} className={styles.line}>
          <input
            className="field"
            aria-label={t('group')}
            value={line.group}
            maxLength={200}
            onChange={({ target }) => set(at, { group: target.value })}
          />
          <select
            className="field"
            aria-label={t('gets')}
            value={line.role}
            onChange={({ target }) => isRole(target.value) && set(at, { role: target.value })}
          >
            {options}
          </select>
          <button
            type="button"
            className="button"
            data-quiet=""
            onClick={() => onLines(lines.filter((_, n) => n !== at))}
          >
            {t('remove')}
          </button>
        </div>
      ))}
      <p>
        <button
          type="button"
          className="button"
          data-quiet=""
          onClick={() => onLines([...lines, { group: '', role: 'member' }])}
        >
          {t('add')}
        </button>
      </p>
      <label>
        <span className="label">{t('rest')}</span>
        <select
          className="field"
          value={rest ?? ''}
          onChange={({ target }) => onRest(isRole(target.value) ? target.value : null)}
        >
          <option value="">{t('nobody')}</option>
          {options}
        </select>
      </label>
    </fieldset>
  );
}
