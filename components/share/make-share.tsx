'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { useForm } from '../ui/use-form';
import styles from './form.module.css';
import { previewCookie } from './preview-cookie';

const scopes = ['decision', 'quotes', 'transcript', 'live'] as const;

/** The terms of a new link; after it was made its address, once. */
export function MakeShare({ meetingId, make }: { meetingId: string; make: Send<{ id: string; address: string }> }) {
  const t = useTranslations('share');
  const router = useRouter();
  const [scope, setScope] = useState<string>('decision');
  const [names, setNames] = useState(false);
  const [tooLong, setTooLong] = useState(false);
  const { form, busy, value: fresh, refused } = useForm(make, t('network'));
  const element = useRef<HTMLFormElement>(null);
  const [last, setLast] = useState(fresh);
  const made = fresh ?? last;
  useEffect(() => {
    if (!fresh) return;
    setLast(fresh);
    setNames(false);
    setScope('decision');
    element.current?.reset();
    router.refresh();
  }, [fresh, router]);
  const wrong = (path: string) => refused?.errors?.find((one) => one.path.startsWith(path))?.message;
  return (
    <>
      {made && <Made key={made.id} {...made} meetingId={meetingId} />}
      <form ref={element} {...form} className={styles.form}>
        <input type="hidden" name="meetingId" value={meetingId} />
        <fieldset>
          <legend className="label">{t('what')}</legend>
          {scopes.map((one) => (
            <label key={one} className={styles.choice}>
              <input type="radio" name="scope" value={one} checked={scope === one} onChange={() => setScope(one)} />
              {t(`scopes.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field label={t('label')} hint={t('label_hint')} wrong={wrong('label')}>
          <input className="field" name="label" maxLength={60} />
        </Field>
        <Field label={t('password')} hint={t('password_hint')} wrong={wrong('password')}>
          <input className="field" name="password" type="password" autoComplete="new-password" maxLength={200} />
        </Field>
        <Field label={t('days')} wrong={wrong('days')}>
          <input className="field" name="days" type="number" min={1} max={365} defaultValue={30} required />
        </Field>
        <label className={styles.choice}>
          <input type="checkbox" name="once" />
          <span>
            {t('once_label')} <span className="note block">{t('once_hint')}</span>
          </span>
        </label>
        <label className={styles.choice}>
          <input type="checkbox" name="names" checked={names} onChange={(event) => setNames(event.target.checked)} />
          <span>
            {t('names')} <span className="note block">{t('names_hint')}</span>
          </span>
        </label>
        <Field label={t('passages')} hint={t('passages_hint')} wrong={wrong('redaction')}>
          <textarea className="field" name="passages" rows={3} />
        </Field>
        {refused && (
          <p role="alert" className="trouble">
            {refused.detail}
          </p>
        )}
        <div className={styles.end}>
          <button type="submit" className="button" disabled={busy}>
            {t(busy ? 'making' : 'make')}
          </button>
          <a
            className="link"
            target="_blank"
            href={`/meetings/${meetingId}/share/preview?scope=${scope}${names ? '&names=1' : ''}`}
            onClick={(event) => {
              const typed = event.currentTarget.closest('form')?.elements.namedItem('passages');
              const passages = typed instanceof HTMLTextAreaElement ? linesOf(typed.value) : [];
              const kept = keepPassages(meetingId, passages);
              setTooLong(!kept);
              if (!kept) event.preventDefault();
            }}
            rel="noopener"
          >
            {t('preview')}
          </a>
        </div>
        {tooLong && (
          <p role="alert" className="trouble">
            {t('preview_too_long')}
          </p>
        )}
      </form>
    </>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Hands passages to the preview, by a cookie for its page alone: no address, log or history names them. False: too long. */
function keepPassages(meetingId: string, passages: string[]): boolean {
  const value = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(passages))));
  if (value.length > 3500) return false;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store has no way into every browser yet
  document.cookie = `${previewCookie}=${encodeURIComponent(value)}; path=/meetings/${meetingId}/share/preview; max-age=600; samesite=strict`;
  return true;
}

interface FieldProps {
  label: string;
  hint?: string;
  wrong: string | undefined;
  children: React.ReactNode;
}

function Field({ label, hint, wrong, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={styles.field}>
      <span className="label">{label}</span>
      {children}
      {hint && <span className="note">{hint}</span>}
      {wrong && <span className="trouble">{wrong}</span>}
    </label>
  );
}

function Made({ id, address, meetingId }: { id: string; address: string; meetingId: string }) {
  const t = useTranslations('share');
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // It stands above the form that made it, out of sight on a phone, and is shown this once.
  useEffect(() => field.current?.focus(), []);
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={styles.made} role="status">
      <p>
        <Icon name="tick" /> {t('made')}
      </p>
      <input
        ref={field}
        className="field"
        aria-label={t('made')}
        readOnly
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.end}>
        <button type="button" className="button" data-quiet="" onClick={copy}>
          {t(copied ? 'copied' : 'copy')}
        </button>
        <Link className="link" prefetch={false} href={`/meetings/${meetingId}/share/preview?link=${id}`}>
          {t('preview')}
        </Link>
      </div>
    </div>
  );
}
