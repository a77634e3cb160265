'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Errors, ErrorsContext, Line, useErrors } from '../set-up/fields';
import form from '../set-up/form.module.css';
import type { Send } from '../ui/send';
import styles from './integrations.module.css';
import type { Integration, Way } from './types';

interface Props {
  /** The one that is changed; null for a new one. */
  of: Integration | null;
  ways: Way[];
  /** The organisation's folder for outside secrets. */
  folder: string;
  /** Tells the id; `redirect` goes on to Notion's own sign-in. */
  save: Send<{ id: string; url: string | null }>;
  onSaved?: (() => void) | undefined;
  onLeave?: (() => void) | undefined;
}

/** Label and token of a connection. The token goes to the server and never comes back. */
export function ConnectionForm({ of, ways, folder, save, onSaved, onLeave }: Props) {
  const t = useTranslations('integrations');
  const [label, setLabel] = useState(of?.label ?? '');
  const [way, setWay] = useState<Way>(() => (of?.settings.secret.kind === 'outside' ? 'outside' : firstOf(of, ways)));
  const [secret, setSecret] = useState('');
  const [refused, setRefused] = useState<{ detail: string; errors: Errors } | null>(null);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const offered = of ? ways.filter((one) => one !== 'sign_in') : ways;
  useEffect(() => {
    if (refused) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    const given = way === 'sign_in' || (of && secret.trim() === '') ? {} : { [way]: secret };
    const done = await save({ ...(of ? { id: of.id, version: of.settings.version } : {}), label, ...given }).catch(
      () => null,
    );
    // Notion's own page is on its way: the button stays as it is.
    if (done?.ok && done.value.url) return location.assign(done.value.url);
    setBusy(false);
    // After a first save the page goes on by itself and nothing comes back.
    if (done === undefined) return;
    if (done?.ok) return onSaved?.();
    setRefused({ detail: done?.problem.detail ?? t('lost'), errors: done?.problem.errors ?? [] });
  };
  return (
    <ErrorsContext value={refused?.errors ?? []}>
      <form
        method="post"
        ref={element}
        onSubmit={submit}
        noValidate
        autoComplete="off"
        className={`${form.form} ${styles.form}`}
      >
        <div>
          <Line path="label" label={t('label')} value={label} onChange={setLabel} />
          <p className="note">{t('label_hint')}</p>
        </div>
        {offered.length > 1 && (
          <fieldset className={styles.choices}>
            <legend>{t('way')}</legend>
            {offered.map((one) => (
              <label key={one}>
                <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
                <span>{t(`ways.${one}`)}</span>
              </label>
            ))}
          </fieldset>
        )}
        {way === 'sign_in' ? (
          <p className="note">{t('sign_in_hint')}</p>
        ) : (
          <SecretField key={way} way={way} of={of} folder={folder} value={secret} onChange={setSecret} />
        )}
        <div className={form.end} data-sticky={of ? undefined : ''}>
          <p role="alert" className="trouble">
            {refused?.detail}
          </p>
          {onLeave ? (
            <button type="button" className="button" data-quiet="" onClick={onLeave}>
              {t('cancel')}
            </button>
          ) : (
            <Link className="button" data-quiet="" href="/integrations">
              {t('cancel')}
            </Link>
          )}
          <button type="submit" className="button" disabled={busy}>
            {busy
              ? t(way === 'sign_in' ? 'going' : 'connecting')
              : t(of ? 'save' : way === 'sign_in' ? 'to_notion' : 'connect_it')}
          </button>
        </div>
      </form>
    </ErrorsContext>
  );
}

const firstOf = (of: Integration | null, ways: Way[]): Way => (of ? 'token' : (ways[0] ?? 'token'));

interface SecretProps {
  way: 'token' | 'outside';
  of: Integration | null;
  folder: string;
  value: string;
  onChange: (value: string) => void;
}

function SecretField({ way, of, folder, value, onChange }: SecretProps) {
  const t = useTranslations('integrations');
  const label = t(way === 'token' ? (of ? 'token_new' : 'token') : 'outside');
  const { wrong, id, line } = useErrors(way, label);
  return (
    <div className={form.field}>
      <label>
        <span>{label}</span>
        <input
          className="field"
          type={way === 'token' ? 'password' : 'text'}
          // Password managers offer what was typed at a sign-in; "off" alone they ignore.
          autoComplete="new-password"
          spellCheck={false}
          value={value}
          aria-invalid={wrong}
          aria-describedby={`${id} secret-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <p id="secret-hint" className="note">
        {way === 'outside'
          ? t('outside_hint', { folder })
          : `${t('token_hint')} ${t(of ? 'token_replace' : 'token_how')}`}
      </p>
      {line}
    </div>
  );
}
