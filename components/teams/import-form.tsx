'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ModelRef, Team } from '@/lib/council/team.schema';
import { languageOf } from '@/lib/words/locale';
import type { Connected } from '../set-up/seat-fields';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { TeamForm } from './team-form';
import styles from './teams.module.css';

interface Imported {
  team: Team;
  filled: string[];
  lost: { path: string; reason: string; args?: Record<string, string | number> }[];
}

interface Props {
  usual: ModelRef;
  connected: Connected;
  read: Send<Imported>;
  save: Parameters<typeof TeamForm>[0]['save'];
}

const limit = 512;

/** A team from a file: what it would be here, what could not be carried over, and only then the saving. */
export function ImportForm({ usual, connected, read, save }: Props) {
  const t = useTranslations('teams');
  const language = languageOf(useLocale());
  const [found, setFound] = useState<Imported | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (found) outcome.current?.focus();
  }, [found]);

  const take = async (file: File | undefined) => {
    if (!file) return;
    setRefused(null);
    setFound(null);
    if (file.size > limit * 1024) {
      return setRefused(t('too_large', { size: Math.ceil(file.size / 1024), limit }));
    }
    setBusy(true);
    const text = await asText(file);
    const result = text === null ? null : await read({ text, language }).catch(() => undefined);
    setBusy(false);
    if (result?.ok) return setFound(result.value);
    setRefused(result === null ? t('not_text') : (result?.problem.detail ?? t('unread')));
  };

  return (
    <>
      <div className={styles.choose}>
        <p>{t('import_about')}</p>
        <label className={`button ${styles.upload}`} data-quiet="" aria-disabled={busy || undefined}>
          <Icon name="file" /> {t(busy ? 'reading' : found ? 'other_file' : 'choose')}
          <input
            type="file"
            accept=".json,application/json"
            aria-label={t('file')}
            disabled={busy}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
        <p role="alert" className="trouble">
          {refused}
        </p>
      </div>
      {found && (
        <>
          <div className={styles.lost} tabIndex={-1} ref={outcome}>
            <p>{t('imported', { name: found.team.name })}</p>
            {found.filled.length > 0 && (
              <p>{t('filled', { count: found.filled.length, seats: found.filled.join(', ') })}</p>
            )}
            <h2>{t('lost', { count: found.lost.length })}</h2>
            <ul>
              {found.lost.map(({ path, reason, args }) => (
                <li key={`${path} ${reason}`}>
                  <code>{path}</code>
                  <span>{t(`reasons.${reason}`, args)}</span>
                </li>
              ))}
            </ul>
          </div>
          <TeamForm of={null} config={found.team} usual={usual} connected={connected} save={save} />
        </>
      )}
    </>
  );
}

/** Null where the file is not text. */
async function asText(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}
