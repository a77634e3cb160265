'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Act } from '../ui/act';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { DomainWay } from './domain-way';
import styles from './sign-in.module.css';
import type { Connection, Domain } from './types';

interface Props {
  domains: Domain[];
  /** Where their people may be sent. */
  connections: Pick<Connection, 'id' | 'label'>[];
  add: Send;
  check: Send;
  aim: Send;
  forget: Send;
}

/** The organisation's domains, each with the record that proves it. */
export function Domains({ domains, connections, add, check, aim, forget }: Props) {
  const t = useTranslations('sso');
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    const result = await add({ domain: String(new FormData(form).get('domain') ?? '') }).catch(() => null);
    setBusy(false);
    if (result?.ok) form.reset();
    setTold(result?.ok ? '' : (result?.problem.errors?.[0]?.message ?? result?.problem.detail ?? t('network')));
  };
  return (
    <>
      {domains.length === 0 && <p className="note">{t('no_domains')}</p>}
      {domains.map(({ id, domain, connectionId, record }) => (
        <section key={id} className={styles.row} aria-label={domain}>
          <h3>{domain}</h3>
          <p className={styles.state}>
            <Icon name={record ? 'ring' : 'tick'} size={14} /> {t(record ? 'unverified' : 'verified')}
          </p>
          {record && (
            <>
              <p className="note">{t('record')}</p>
              <dl className={styles.facts}>
                <dt>{t('record_name')}</dt>
                <dd className={styles.copy}>{record.name}</dd>
                <dt>{t('record_value')}</dt>
                <dd className={styles.copy}>{record.value}</dd>
              </dl>
            </>
          )}
          {connections.length > 1 && <DomainWay of={{ id, connectionId }} connections={connections} aim={aim} />}
          <div className={styles.deeds}>
            {record && <Act act={check} input={{ id }} label={t('check')} busy={t('checking')} />}
            <Act act={forget} input={{ id }} label={t('remove')} busy={t('removing')} />
          </div>
        </section>
      ))}
      <form method="post" className={styles.form} onSubmit={submit}>
        <label>
          <span>{t('domain')}</span>
          <input
            className="field"
            name="domain"
            placeholder="example.com"
            autoComplete="off"
            spellCheck={false}
            required
          />
        </label>
        <button type="submit" className="button justify-self-start" data-quiet="" disabled={busy}>
          {t(busy ? 'adding' : 'add')}
        </button>
        <p role="alert" className="trouble">
          {told}
        </p>
      </form>
    </>
  );
}
