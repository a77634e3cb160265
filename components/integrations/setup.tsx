'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Act } from '../ui/act';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { ConnectionForm } from './connection-form';
import styles from './integrations.module.css';
import { MappingForm } from './mapping-form';
import { PlaceStep } from './place-step';
import { Places } from './places';
import { Steps } from './steps';
import { TestButton } from './test-button';
import type { Deeds, Drafts, Integration, Way } from './types';

interface Props {
  of: Integration;
  ways: Way[];
  folder: string;
  deeds: Deeds;
}

/** An integration from its token to its mapping: one step at a time, and each can be done again. */
export function Setup({ of, ways, folder, deeds }: Props) {
  const t = useTranslations('integrations');
  const router = useRouter();
  const [drafts, setDrafts] = useState<Drafts | null>(null);
  const [open, setOpen] = useState<'place' | 'connection' | 'remove' | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { secret, decisions, tasks, waiting } = of.settings;
  const placed = decisions !== null && tasks !== null;
  const connected = secret.kind !== 'none';
  const at = !connected ? 'connect' : drafts ? 'map' : !placed || open === 'place' ? 'place' : 'ready';
  const fresh = () => {
    setDrafts(null);
    setOpen(null);
    router.refresh();
  };
  const signIn = async () => {
    setBusy(true);
    const done = await deeds.signIn({ id: of.id }).catch(() => null);
    if (done?.ok) return location.assign(done.value.url);
    setBusy(false);
    setRefused(done ? done.problem.detail : t('lost'));
  };
  const map = async () => {
    setBusy(true);
    setRefused(null);
    const asked = { id: of.id, decisions: decisions?.dataSourceId, tasks: tasks?.dataSourceId };
    const done = await deeds.propose(asked).catch(() => null);
    setBusy(false);
    if (done?.ok) setDrafts(done.value);
    else setRefused(done ? done.problem.detail : t('lost'));
  };
  const buttons = (
    <>
      {ways.includes('sign_in') && secret.kind !== 'outside' && (
        <button
          type="button"
          className="button"
          data-quiet={connected ? '' : undefined}
          disabled={busy}
          onClick={signIn}
        >
          {t(connected ? 'sign_in_again' : 'to_notion')}
        </button>
      )}
      <button type="button" className="button" data-quiet="" onClick={() => setOpen('connection')}>
        {t('change')}
      </button>
      <button type="button" className="button" data-quiet="" onClick={() => setOpen('remove')}>
        {t('remove')}
      </button>
    </>
  );
  return (
    <>
      {(at !== 'ready' || of.state !== 'broken') && <Steps at={at} />}
      {at === 'connect' && <p className="note">{t('not_connected')}</p>}
      {at === 'place' && (
        <PlaceStep
          of={of}
          deeds={deeds}
          onMade={fresh}
          onDrafts={setDrafts}
          onLeave={placed ? () => setOpen(null) : undefined}
        />
      )}
      {at === 'map' && drafts && (
        <MappingForm
          of={of}
          drafts={drafts}
          deeds={deeds}
          onDrafts={setDrafts}
          onSaved={fresh}
          onLeave={() => setDrafts(null)}
        />
      )}
      {at === 'ready' && decisions && tasks && (
        <Places places={{ decisions, tasks }} ready={of.state === 'ready'}>
          <button type="button" className="button" disabled={busy} onClick={map}>
            {busy ? t('reading') : t('map')}
          </button>
          <button type="button" className="button" data-quiet="" onClick={() => setOpen('place')}>
            {t('elsewhere')}
          </button>
        </Places>
      )}
      <p role="alert" className="trouble">
        {refused && (
          <>
            <Icon name="trouble" size={14} /> {refused}
          </>
        )}
      </p>
      <section className={styles.step} aria-labelledby="connection-title">
        <h2 id="connection-title">{t('connection')}</h2>
        {open === 'connection' ? (
          <ConnectionForm
            of={of}
            ways={ways}
            folder={folder}
            save={async (input) => {
              const done = await deeds.save(input);
              return done.ok ? { ok: true, value: { id: of.id, url: null } } : done;
            }}
            onSaved={fresh}
            onLeave={() => setOpen(null)}
          />
        ) : connected ? (
          <TestButton id={of.id} test={deeds.test} mapped={placed}>
            {buttons}
          </TestButton>
        ) : (
          <div className={styles.deeds}>{buttons}</div>
        )}
      </section>
      <Dialog open={open === 'remove'} onClose={() => setOpen(null)} title={t('remove_title', { label: of.label })}>
        <p>
          {t('remove_text')} {t('remove_waiting', { count: waiting })}
        </p>
        <div className={styles.deeds}>
          <button type="button" className="button" data-quiet="" onClick={() => setOpen(null)}>
            {t('cancel')}
          </button>
          <Act act={deeds.remove} input={{ id: of.id }} label={t('remove_it')} busy={t('removing')} />
        </div>
      </Dialog>
    </>
  );
}
