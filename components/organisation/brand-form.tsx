'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ownAccent, shiftOf } from '@/lib/brand/brand';
import { hexOf } from '@/lib/brand/colour';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { useForm } from '../ui/use-form';
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
  const { form, busy, value: saved, why } = useForm(save, t('network'));
  const colour = hexOf(typed);
  const wrong = typed.trim() !== '' && colour === null;
  const shown = colour ?? (wrong ? accent : null);
  /** Since it was sent. */
  const [changed, setChanged] = useState(false);
  const choose = (text: string) => {
    setTyped(text);
    setChanged(true);
  };
  const old = changed || busy;

  return (
    <form {...form} onSubmitCapture={() => setChanged(false)} noValidate className={styles.form}>
      <label className={styles.field}>
        <span>{t('name')}</span>
        <input
          className="field"
          name="name"
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
            name="accent"
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
        <p role={why ? 'alert' : 'status'} className={why ? 'trouble' : 'note'}>
          {!old && (why ?? (saved !== null && t('saved')))}
        </p>
      </div>
    </form>
  );
}
