'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Send } from '../ui/send';
import styles from './sign-in.module.css';
import type { Connection } from './types';

const presets = ['google', 'entra', 'okta', 'other'] as const;
const roles = ['owner', 'admin', 'moderator', 'member', 'viewer'] as const;

interface Props {
  /** Null for a new one. */
  of: Connection | null;
  save: Send;
  /** Nothing is connected yet: the form stands open. */
  first?: boolean;
  onDone?: () => void;
}

/** "group = role" by lines. */
const rulesOf = (text: string) =>
  text.split('\n').flatMap((line) => {
    const at = line.lastIndexOf('=');
    return at < 1
      ? []
      : [
          {
            group: line.slice(0, at).trim(),
            role: line
              .slice(at + 1)
              .trim()
              .toLowerCase(),
          },
        ];
  });

/** Everything of an OpenID Connect connection; saving tests it. */
export function ConnectionForm({ of, save, first = false, onDone }: Props) {
  const t = useTranslations('sso');
  const [open, setOpen] = useState(first || of !== null);
  /** The form gave way to its button, which takes the focus that would be lost. */
  const folded = useRef(false);
  const fold = () => {
    folded.current = true;
    setOpen(false);
    onDone?.();
  };
  const [preset, setPreset] = useState<(typeof presets)[number]>(of?.preset ?? 'other');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(wrong).length > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const field = (name: string) => String(data.get(name) ?? '').trim();
    setBusy(true);
    const given = {
      label: field('label'),
      issuer: field('issuer'),
      clientId: field('clientId'),
      ...(field('secret') || !of ? { secret: field('secret') } : {}),
      scopes: field('scopes'),
      groupsClaim: field('groupsClaim'),
      groupRoles: rulesOf(String(data.get('groupRoles') ?? '')),
      defaultRole: field('defaultRole') || null,
    };
    const result = await save(of ? { ...given, id: of.id, version: of.version } : { ...given, preset }).catch(
      () => null,
    );
    setBusy(false);
    if (result?.ok) {
      setWrong({});
      setTold('');
      form.reset();
      return fold();
    }
    const errors = result?.problem.errors ?? [];
    setWrong(Object.fromEntries(errors.map(({ path, message }) => [path.split('.')[0] ?? '', message])));
    setTold(result?.problem.detail ?? t('network'));
  };

  if (!open)
    return (
      <button
        type="button"
        className="button"
        data-quiet=""
        ref={(button) => {
          if (folded.current) button?.focus();
          folded.current = false;
        }}
        onClick={() => setOpen(true)}
      >
        {t('connect')}
      </button>
    );
  const input = (name: string, label: string, value: string, more: Record<string, string> = {}) => (
    <label>
      <span>{label}</span>
      <input
        className="field"
        name={name}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={name in wrong}
        {...more}
      />
      {wrong[name] && <span className="trouble">{wrong[name]}</span>}
    </label>
  );
  return (
    <form method="post" ref={fields} className={styles.form} onSubmit={submit} noValidate>
      {of === null && (
        <label>
          <span>{t('preset')}</span>
          <select
            className="field"
            value={preset}
            onChange={(event) => setPreset(presets.find((one) => one === event.target.value) ?? 'other')}
          >
            {presets.map((one) => (
              <option key={one} value={one}>
                {t(`preset_${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {input('label', t('label'), of?.label ?? '')}
      <p className="note">{t('label_hint')}</p>
      <div key={preset}>
        {input('issuer', t('issuer'), of?.issuer ?? (preset === 'google' ? t('issuer_google') : ''), {
          type: 'url',
          placeholder: t(`issuer_${preset}`),
        })}
      </div>
      {input('clientId', t('client'), of?.oidc?.clientId ?? '')}
      {input('secret', t('secret'), '', { type: 'password', autoComplete: 'new-password' })}
      {of && <p className="note">{t('secret_kept')}</p>}
      {input('scopes', t('scopes'), of?.oidc?.scopes ?? 'openid email profile')}
      <p className="note">{t('scopes_hint')}</p>
      {input('groupsClaim', t('groups_claim'), of?.oidc?.groupsClaim ?? 'groups')}
      <label>
        <span>{t('rules')}</span>
        <textarea
          className="field"
          name="groupRoles"
          rows={3}
          spellCheck={false}
          aria-invalid={'groupRoles' in wrong}
          defaultValue={of?.groupRoles.map(({ group, role }) => `${group} = ${role}`).join('\n')}
        />
        {wrong.groupRoles && <span className="trouble">{wrong.groupRoles}</span>}
      </label>
      <p className="note">{t('rules_hint')}</p>
      <label>
        <span>{t('default_role')}</span>
        <select className="field" name="defaultRole" defaultValue={of ? (of.defaultRole ?? '') : 'member'}>
          <option value="">{t('nobody')}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`role_${role}`)}
            </option>
          ))}
        </select>
      </label>
      {of === null && <p className="note">{t('callback_hint')}</p>}
      <div className={styles.deeds}>
        <button type="submit" className="button" disabled={busy}>
          {t(busy ? 'saving' : of ? 'change' : 'save')}
        </button>
        {!first && (
          <button type="button" className="button" data-quiet="" onClick={fold}>
            {t('cancel')}
          </button>
        )}
      </div>
      <p role="alert" className="trouble">
        {told}
      </p>
    </form>
  );
}
