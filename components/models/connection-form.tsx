'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { nextKey } from '../set-up/draft';
import { At, type Errors, ErrorsContext, Line, Pick, useErrors } from '../set-up/fields';
import form from '../set-up/form.module.css';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { type Connection, type Draft, type DraftModel, fromDraft, providers, toDraft } from './draft';
import styles from './models.module.css';

interface Props {
  /** The connection that is changed; null for a new one. */
  of: Connection | null;
  usual: boolean;
  /** Goes to the list when it is saved. */
  save: Send;
}

/** A connection to the models of one provider. The key goes to the server and never comes back. */
export function ConnectionForm({ of, usual, save }: Props) {
  const t = useTranslations('models');
  const editor = useTranslations('editor');
  const [draft, setDraft] = useState(() => toDraft(of, usual));
  const [refused, setRefused] = useState<{ detail: string; errors: Errors } | null>(null);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const changeModel = (key: number, part: Partial<DraftModel>) =>
    put({ models: draft.models.map((one) => (one.key === key ? { ...one, ...part } : one)) });

  useEffect(() => {
    if (refused) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    const asked = of ? { id: of.id, version: of.settings.version } : { provider: draft.provider };
    const result = await save({ ...asked, ...fromDraft(draft) }).catch(() => null);
    setBusy(false);
    // After a save the page goes on by itself and nothing comes back.
    if (result === undefined || result?.ok) return;
    setRefused({ detail: result?.problem.detail ?? editor('network'), errors: result?.problem.errors ?? [] });
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
        {of ? (
          <p className="note">{t(`providers.${of.provider}`)}</p>
        ) : (
          <Pick
            label={t('provider')}
            value={draft.provider}
            options={providers.map((one) => [one, t(`providers.${one}`)] as const)}
            onChange={(provider) => put({ provider })}
          />
        )}
        <Line path="label" label={t('label')} value={draft.label} onChange={(label) => put({ label })} />
        {draft.provider === 'compatible' && (
          <Line
            path="url"
            label={t('url')}
            value={draft.url}
            placeholder="https://models.example.com/v1"
            onChange={(url) => put({ url })}
          />
        )}
        <KeyField of={of} provider={draft.provider} value={draft.key} onChange={(key) => put({ key })} />
        <fieldset className={styles.models}>
          <legend>{t('models')}</legend>
          <p className="note">{t('prices_hint')}</p>
          {draft.models.map((one, n) => (
            <div key={one.key} className={styles.model}>
              <Line
                path={`models.${n}.name`}
                label={t('model_n', { n: n + 1 })}
                value={one.name}
                onChange={(name) => changeModel(one.key, { name })}
              />
              {(['input', 'output'] as const).map((side) => (
                <Line
                  key={side}
                  path={`models.${n}.price.${side}`}
                  label={t(side)}
                  value={one[side]}
                  numeric
                  onChange={(value) => changeModel(one.key, { [side]: value })}
                />
              ))}
              {draft.models.length > 1 && (
                <button
                  type="button"
                  aria-label={t('remove_model', { n: n + 1 })}
                  onClick={() => put({ models: draft.models.filter((other) => other !== one) })}
                >
                  <Icon name="cross" />
                </button>
              )}
            </div>
          ))}
          <At path="models" label={t('models')} />
          <button
            type="button"
            className="link"
            onClick={() =>
              put({ models: [...draft.models, { key: nextKey(draft.models), name: '', input: '', output: '' }] })
            }
          >
            <Icon name="plus" size={14} /> {t('add_model')}
          </button>
        </fieldset>
        <label className={form.check}>
          <input type="checkbox" checked={draft.usual} onChange={(event) => put({ usual: event.target.checked })} />{' '}
          {t('speaks')}
        </label>
        <div className={form.end} data-sticky="">
          <p role="alert" className="trouble">
            {refused?.detail}
          </p>
          <Link className="button" data-quiet="" href="/models">
            {t(of ? 'leave' : 'cancel')}
          </Link>
          <button type="submit" className="button" disabled={busy}>
            {busy ? editor('saving') : of ? editor('save') : t('connect_it')}
          </button>
        </div>
      </form>
    </ErrorsContext>
  );
}

interface KeyProps {
  of: Connection | null;
  provider: Draft['provider'];
  value: string;
  onChange: (key: string) => void;
}

function KeyField({ of, provider, value, onChange }: KeyProps) {
  const t = useTranslations('models');
  const { wrong, id, line } = useErrors('key', t('key'));
  const hint = of?.settings.keyHint;
  const kept = of?.settings.hasKey ? (hint ? t('key_ends', { hint }) : t('key_kept')) : null;
  return (
    <div className={form.field}>
      <label>
        <span>{t('key')}</span>
        <input
          className="field"
          type="password"
          // Password managers offer what was typed at a sign-in; "off" alone they ignore.
          autoComplete="new-password"
          spellCheck={false}
          value={value}
          aria-invalid={wrong}
          aria-describedby={`${id} key-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <p id="key-hint" className="note">
        {kept ? `${kept} ${t('key_replace')}` : t(provider === 'compatible' ? 'key_maybe' : 'key_hint')}
      </p>
      {line}
    </div>
  );
}
