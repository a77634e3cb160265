'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ownAccent, shiftOf } from '@/lib/brand/brand';
import { hexOf } from '@/lib/brand/colour';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import styles from './organisation.module.css';
import { Proof } from './proof';

interface Props {
  name: string;
  /** "#rrggbb"; null for the product's own. */
  accent: string | null;
  save: Send;
}

/** The organisation's name and its one colour, with what the pages make of it before it is saved. */
export function BrandForm({ name: known, accent, save }: Props) {
  const t = useTranslations('organisation');
  const [name, setName] = useState(known);
  /** What stands in the field; empty is the product's own. */
  const [typed, setTyped] = useState(accent ?? '');
  const [told, setTold] = useState<{ text: string; bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const colour = hexOf(typed);
  const wrong = typed.trim() !== '' && colour === null;
  const shown = colour ?? (wrong ? accent : null);
  const choose = (text: string) => {
    setTyped(text);
    setTold(null);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return setTold({ text: t('no_colour'), bad: true });
    setBusy(true);
    const result = await save({ name, accent: colour }).catch(() => null);
    setBusy(false);
    if (result?.ok) setTyped(colour ?? '');
    setTold(
      result?.ok ? { text: t('saved'), bad: false } : { text: result?.problem.detail ?? t('network'), bad: true },
    );
  };

  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <label className={styles.field}>
        <span>{t('name')}</span>
        <input
          className="field"
          value={name}
          maxLength={120}
          required
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <fieldset className={styles.field}>
        <legend>{t('accent')}</legend>
        <div className={styles.colour}>
          <input
            type="color"
            aria-label={t('pick')}
            value={shown ?? ownAccent}
            onChange={(event) => choose(event.target.value)}
          />
          <input
            className="field"
            aria-label={t('hex')}
            aria-invalid={wrong}
            aria-describedby="colour-note"
            value={typed}
            placeholder={ownAccent}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => choose(event.target.value)}
          />
          <button type="button" className="link" disabled={typed === ''} onClick={() => choose('')}>
            {t('reset')}
          </button>
        </div>
        <p id="colour-note" className={wrong ? 'trouble' : 'note'}>
          {wrong ? (
            <>
              <Icon name="trouble" size={14} /> {t('no_colour')}
            </>
          ) : colour === null ? (
            t('own')
          ) : (
            t(shiftOf(colour) ? 'shifted' : 'kept')
          )}
        </p>
      </fieldset>
      <Proof accent={shown} />
      <div className={styles.end}>
        <button type="submit" className="button" disabled={busy}>
          {t(busy ? 'saving' : 'save')}
        </button>
        <p role={told?.bad ? 'alert' : 'status'} className={told?.bad ? 'trouble' : 'note'}>
          {told?.text}
        </p>
      </div>
    </form>
  );
}
