'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Act } from '../ui/act';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { ConnectionForm } from './connection-form';
import styles from './sign-in.module.css';
import type { Check, Connection } from './types';

interface Props {
  of: Connection;
  change: Send;
  test: Send<Check[]>;
  remove: Send;
}

/** One connection: whether it works, why not, and what to register at the provider. */
export function ConnectionRow({ of, change, test, remove }: Props) {
  const t = useTranslations('sso');
  const [editing, setEditing] = useState(false);
  const edited = useRef(false);
  const [checks, setChecks] = useState<Check[]>([]);
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  // SAML is tried by signing in, on its page; that its metadata was read makes it no more than ready.
  const state = of.state === 'ready' && of.testedAt === null ? 'new' : of.state;
  /** The button that opened the form is there again and takes the focus. */
  const close = () => {
    edited.current = true;
    setEditing(false);
  };
  const look = async () => {
    setBusy(true);
    const result = await test({ id: of.id }).catch(() => null);
    setBusy(false);
    setChecks(result?.ok ? result.value : []);
    setTold(result?.ok ? '' : (result?.problem.detail ?? t('network')));
  };
  return (
    <section className={styles.row} aria-label={of.label}>
      <h3>{of.label}</h3>
      <p className={state === 'broken' ? `${styles.state} trouble` : styles.state}>
        <Icon name={state === 'broken' ? 'trouble' : state === 'ready' ? 'tick' : 'ring'} size={14} />
        {t(`state_${state}`)}
        {of.reason && `: ${of.reason.text}`}
      </p>
      {of.oidc && (
        <p className="note">
          {t('callback')}
          <span className={styles.copy}>{of.oidc.callback}</span>
        </p>
      )}
      <ul aria-live="polite">
        {checks.map(({ what, state, text }) => (
          <li key={what} className={state === 'bad' ? `${styles.state} trouble` : styles.state}>
            <Icon name={state === 'bad' ? 'trouble' : state === 'good' ? 'tick' : 'ring'} size={14} />
            {text}
          </li>
        ))}
      </ul>
      {told && (
        <p role="alert" className="trouble">
          {told}
        </p>
      )}
      {editing ? (
        <ConnectionForm of={of} save={change} onDone={close} />
      ) : (
        <div className={styles.deeds}>
          {of.kind === 'saml' ? (
            <Link className="button" data-quiet="" href={`/organisation/sign-in/saml/${of.id}`}>
              {t('open')}
            </Link>
          ) : (
            <>
              <button type="button" className="button" data-quiet="" disabled={busy} onClick={() => void look()}>
                {t(busy ? 'testing' : 'test')}
              </button>
              <button
                type="button"
                className="button"
                data-quiet=""
                ref={(button) => {
                  if (edited.current) button?.focus();
                  edited.current = false;
                }}
                onClick={() => setEditing(true)}
              >
                {t('edit')}
              </button>
            </>
          )}
          <Act act={remove} input={{ id: of.id }} label={t('remove')} busy={t('removing')} />
        </div>
      )}
    </section>
  );
}
