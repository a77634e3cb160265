'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { GroupRoles, type Line, type Role } from './group-roles';
import styles from './saml.module.css';

const attributes = ['email', 'groups', 'name', 'subject'] as const;

interface Props {
  connection: {
    id: string;
    version: number;
    label: string;
    metadataUrl: string | null;
    providerMayBegin: boolean;
    attributes: Record<(typeof attributes)[number], string | null>;
    groupRoles: Line[];
    defaultRole: Role | null;
  } | null;
  mayMakeOwners: boolean;
  save: Send<{ id: string }>;
}

/** Connects a SAML provider, or changes how it is connected. */
export function SamlForm({ connection, mayMakeOwners, save }: Props) {
  const t = useTranslations('saml');
  const router = useRouter();
  const [metadata, setMetadata] = useState('');
  const [lines, setLines] = useState<Line[]>(connection?.groupRoles ?? []);
  const [rest, setRest] = useState<Role | null>(connection?.defaultRole ?? null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) setMetadata(await file.text());
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    setBusy(true);
    setRefused(null);
    const result = await save({
      ...(connection ? { id: connection.id, version: connection.version } : {}),
      label: text('label'),
      ...(metadata.trim() ? { metadata } : text('metadataUrl') ? { metadataUrl: text('metadataUrl') } : {}),
      providerMayBegin: form.has('providerMayBegin'),
      attributes: Object.fromEntries(attributes.map((name) => [name, text(name) || null])),
      groupRoles: lines.filter(({ group }) => group.trim() !== ''),
      defaultRole: rest,
    }).catch(() => null);
    setBusy(false);
    if (!result?.ok) setRefused(result?.problem.errors?.[0]?.message ?? result?.problem.detail ?? t('network'));
    else if (!connection) router.push(`/organisation/sign-in/saml/${result.value.id}`);
  };

  return (
    <form method="post" onSubmit={submit} className={styles.form} autoComplete="off">
      <label>
        <span className="label">{t('label')}</span>
        <input className="field" name="label" required maxLength={60} defaultValue={connection?.label} />
      </label>
      <label>
        <span className="label">{t('metadata_url')}</span>
        <input
          className="field"
          name="metadataUrl"
          type="url"
          maxLength={500}
          defaultValue={connection?.metadataUrl ?? ''}
          aria-describedby="metadata-hint"
        />
        <span id="metadata-hint" className="note">
          {t(connection ? 'metadata_again_hint' : 'metadata_hint')}
        </span>
      </label>
      <label>
        <span className="label">{t('metadata')}</span>
        <textarea
          className="field"
          rows={5}
          spellCheck={false}
          value={metadata}
          onChange={({ target }) => setMetadata(target.value)}
        />
      </label>
      <label>
        <span className="label">{t('file')}</span>
        <input
          className={styles.file}
          type="file"
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          onChange={read}
        />
      </label>
      <GroupRoles lines={lines} rest={rest} mayMakeOwners={mayMakeOwners} onLines={setLines} onRest={setRest} />
      <details>
        <summary>{t('more')}</summary>
        <p className="note">{t('attributes_hint')}</p>
        <div className={styles.pair}>
          {attributes.map((name) => (
            <label key={name}>
              <span className="label">{t(`attribute.${name}`)}</span>
              <input className="field" name={name} maxLength={200} defaultValue={connection?.attributes[name] ?? ''} />
            </label>
          ))}
        </div>
        <label className={styles.check}>
          <input type="checkbox" name="providerMayBegin" defaultChecked={connection?.providerMayBegin} />
          <span>{t('provider_may_begin')}</span>
        </label>
      </details>
      {refused && (
        <p role="alert" className="trouble">
          <Icon name="trouble" size={14} /> {refused}
        </p>
      )}
      <button type="submit" className="button" disabled={busy}>
        {t(busy ? 'busy' : connection ? 'save' : 'connect')}
      </button>
    </form>
  );
}
