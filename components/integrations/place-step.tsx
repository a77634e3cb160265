'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from '../ui/icon';
import type { Found } from './find';
import styles from './integrations.module.css';
import { PlacePicker } from './place-picker';
import type { Deeds, Drafts, Integration } from './types';

interface Props {
  of: Integration;
  deeds: Pick<Deeds, 'makeDatabases' | 'propose'>;
  onMade: () => void;
  onDrafts: (drafts: Drafts) => void;
  /** Absent where there is no place to go back to. */
  onLeave?: (() => void) | undefined;
}

/** Where it writes: two databases that XIO makes below a page, or two that are there. */
export function PlaceStep({ of, deeds, onMade, onDrafts, onLeave }: Props) {
  const t = useTranslations('integrations');
  const [how, setHow] = useState<'below' | 'existing'>('below');
  const [page, setPage] = useState<Found | null>(null);
  const [decisions, setDecisions] = useState<Found | null>(null);
  const [tasks, setTasks] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const ready = how === 'below' ? page !== null : decisions !== null && tasks !== null;

  const go = async () => {
    setBusy(true);
    setRefused(null);
    const done =
      how === 'below'
        ? await deeds.makeDatabases({ id: of.id, version: of.settings.version, page: page?.id }).catch(() => null)
        : await deeds.propose({ id: of.id, decisions: decisions?.id, tasks: tasks?.id }).catch(() => null);
    setBusy(false);
    if (!done?.ok) setRefused(done ? done.problem.detail : t('lost'));
    else if (how === 'below') onMade();
    else onDrafts(done.value as Drafts);
  };
  return (
    <section className={styles.step} aria-labelledby="place-title">
      <h2 id="place-title">{t('place_title')}</h2>
      <div className={styles.choices}>
        {(['below', 'existing'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="how" checked={how === one} onChange={() => setHow(one)} />
            <span>
              {t(one)}
              <span className="note">{t(`${one}_hint`)}</span>
            </span>
          </label>
        ))}
      </div>
      {how === 'below' ? (
        <PlacePicker
          key="page"
          id={of.id}
          kind="page"
          label={t('find_page')}
          hint={t('find_hint')}
          picked={page}
          onPick={setPage}
        />
      ) : (
        <>
          <PlacePicker
            key="decisions"
            id={of.id}
            kind="data_source"
            label={t('find_decisions')}
            hint={t('find_database_hint')}
            picked={decisions}
            onPick={setDecisions}
          />
          <PlacePicker
            key="tasks"
            id={of.id}
            kind="data_source"
            label={t('find_tasks')}
            hint={t('find_database_hint')}
            picked={tasks}
            onPick={setTasks}
          />
        </>
      )}
      <div className={styles.deeds}>
        <button type="button" className="button" disabled={busy || !ready} onClick={go}>
          {busy ? t(how === 'below' ? 'making' : 'reading') : t(how === 'below' ? 'make' : 'map_these')}
        </button>
        {onLeave && (
          <button type="button" className="button" data-quiet="" onClick={onLeave}>
            {t('cancel')}
          </button>
        )}
      </div>
      <p role="alert" className="trouble">
        {refused && (
          <>
            <Icon name="trouble" size={14} /> {refused}
          </>
        )}
      </p>
    </section>
  );
}
