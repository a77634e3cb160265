'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { type Found, type FoundPage, findPlaces } from './find';
import styles from './integrations.module.css';

interface Props {
  /** The integration's. */
  id: string;
  kind: 'page' | 'data_source';
  label: string;
  hint: string;
  picked: Found | null;
  onPick: (found: Found | null) => void;
}

/** Finds a place in Notion by title or address and has one picked. What was shared last is there at once. */
export function PlacePicker({ id, kind, label, hint, picked, onPick }: Props) {
  const t = useTranslations('integrations');
  const [query, setQuery] = useState('');
  const [page, setPage] = useState<FoundPage | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const name = useId();

  const find = async (asked: string, cursor?: string) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setBusy(true);
    setRefused(null);
    try {
      const found = await findPlaces(id, { kind, query: asked, ...(cursor ? { cursor } : {}) }, stop.signal);
      setPage((before) => (cursor && before ? { ...found, places: [...before.places, ...found.places] } : found));
    } catch (error) {
      if (stop.signal.aborted) return;
      setPage(null);
      setRefused((error instanceof Error && error.message) || t('lost'));
    }
    setBusy(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened; later searches are asked for
  useEffect(() => {
    void find('');
    return () => running.current?.abort();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void find(query);
  };
  return (
    <fieldset className={styles.picker} aria-busy={busy}>
      <legend>{label}</legend>
      <form method="post" onSubmit={submit} className={styles.find}>
        <input
          className="field"
          type="search"
          aria-label={hint}
          placeholder={hint}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <button type="submit" className="button" data-quiet="" disabled={busy}>
          {t('search')}
        </button>
      </form>
      <div role="status" className={styles.told}>
        {busy && <p className="note">{t('searching')}</p>}
        {refused && (
          <p className="trouble">
            <Icon name="trouble" size={14} /> {refused}
          </p>
        )}
        {!busy && page?.places.length === 0 && <p className="note">{t('found_none')}</p>}
      </div>
      <div className={styles.found}>
        {page?.places.map((one) => (
          <label key={one.id}>
            <input type="radio" name={name} checked={picked?.id === one.id} onChange={() => onPick(one)} />
            <span>{one.title || t('untitled')}</span>
          </label>
        ))}
      </div>
      {page?.nextCursor && (
        <button type="button" className="link" disabled={busy} onClick={() => find(query, page.nextCursor ?? '')}>
          {t('more')}
        </button>
      )}
    </fieldset>
  );
}
