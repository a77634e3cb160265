'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import styles from './integrations.module.css';
import type { Checked } from './types';

interface Props {
  id: string;
  test: Send<Checked>;
  /** Whether there is a mapping to hold. */
  mapped: boolean;
  /** What else can be done beside it. */
  children?: ReactNode;
}

/** Asks Notion who the token belongs to and whether the databases still fit, and says it in a sentence. */
export function TestButton({ id, test, mapped, children }: Props) {
  const t = useTranslations('integrations');
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ ok: Checked } | { refused: string } | null>(null);
  const ask = async () => {
    setBusy(true);
    setTold(null);
    const done = await test({ id }).catch(() => null);
    setBusy(false);
    setTold(done?.ok ? { ok: done.value } : { refused: done ? done.problem.detail : t('lost') });
    // What it means for the state is kept, and shown above.
    router.refresh();
  };
  return (
    <div className={styles.test}>
      <div className={styles.deeds}>
        <button type="button" className="button" data-quiet="" disabled={busy} onClick={ask}>
          {busy ? t('testing') : t('test')}
        </button>
        {children}
      </div>
      <div role="status" className={styles.told}>
        {told && 'refused' in told && (
          <p className="trouble">
            <Icon name="trouble" size={14} /> {told.refused}
          </p>
        )}
        {told && 'ok' in told && <Said checked={told.ok} mapped={mapped} />}
      </div>
    </div>
  );
}

function Said({ checked: { name, workspace, people, faults }, mapped }: { checked: Checked; mapped: boolean }) {
  const t = useTranslations('integrations');
  const may = { people: String(people) };
  return (
    <>
      <p className="note">
        <Icon name="tick" size={14} />{' '}
        {name && workspace ? t('test_ok', { name, workspace, ...may }) : t('test_nameless', may)}{' '}
        {mapped && faults.length === 0 && t('test_mapped')}
      </p>
      {faults.length > 0 && (
        <div className="trouble">
          <Icon name="trouble" size={14} /> {t('test_faults', { count: faults.length })}
          <ul>
            {faults.map((one) => (
              <li key={one.path}>{one.message}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
