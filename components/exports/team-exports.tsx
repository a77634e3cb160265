'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from '../ui/icon';
import type { Send } from '../ui/send';
import { ExportTo, type Place, still } from './export-to';
import styles from './exports.module.css';

interface Props {
  teamId: string;
  exportTo: string[];
  places: readonly Place[];
  save: Send<{ exportTo: string[]; stale: boolean }>;
}

/** Where accepted decisions of a team go by themselves, to be changed. */
export function TeamExports({ teamId, exportTo, places, save }: Props) {
  const t = useTranslations('exports');
  const [was, setWas] = useState(exportTo);
  const [value, setValue] = useState(() => still(exportTo, places));
  const [told, setTold] = useState<'saving' | 'saved' | 'stale' | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const submit = async () => {
    if (told === 'saving') return;
    setTold('saving');
    setRefused(null);
    const answer = await save({ teamId, was, exportTo: value }).catch(() => null);
    if (!answer?.ok) {
      setTold(null);
      return setRefused(answer?.problem.detail ?? t('network'));
    }
    const { exportTo: now, stale } = answer.value;
    setWas(now);
    setValue(still(now, places));
    setTold(stale ? 'stale' : 'saved');
  };
  return (
    <form
      method="post"
      className={styles.team}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ExportTo
        value={value}
        places={places}
        ofMeeting={false}
        onChange={(next) => {
          setValue(next ?? []);
          setTold(null);
        }}
      />
      <p>
        <button type="submit" className="button" data-quiet="" aria-disabled={told === 'saving' || undefined}>
          {t(told === 'saving' ? 'auto.saving' : 'auto.save')}
        </button>
        <span role="status" className={told === 'stale' ? 'waiting' : 'done'}>
          {(told === 'saved' || told === 'stale') && (
            <>
              <Icon name={told === 'stale' ? 'ring' : 'tick'} /> {t(`auto.${told}`)}
            </>
          )}
        </span>
      </p>
      {refused && (
        <p role="alert" className="trouble">
          {refused}
        </p>
      )}
    </form>
  );
}
