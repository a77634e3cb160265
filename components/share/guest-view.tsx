import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ShareScope } from '@/lib/council/redact';
import type { RunState } from '@/lib/council/run';
import { DecisionView } from '../decision/decision-view';
import styles from './share.module.css';
import { Transcript } from './transcript';

interface Props {
  /** Null: nothing has been held yet. */
  state: RunState | null;
  scope: ShareScope;
  organisation: string;
  /** Something in it is hidden. */
  redacted: boolean;
  /** Until when the link opens; null in a preview. */
  until: string | null;
  above?: ReactNode;
}

/** What a guest reads: the record, and with it what was said, as far as their link goes. A document, without any script. */
export function GuestView({ state, scope, organisation, redacted, until, above }: Props) {
  const t = useTranslations('share');
  const format = useFormatter();
  const log = state?.artifacts.decision_log?.log;
  const whole = scope === 'transcript' || scope === 'live';
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <b>{organisation}</b>
        <span className="note">
          {t('read_only')} · {t(`scope.${scope}`)}
        </span>
        {above}
        {!log && <h1 lang={state?.agenda.language}>{state?.agenda.question ?? t('not_held')}</h1>}
        {redacted && <span className="note">{t('redacted')}</span>}
      </header>
      {state && log && (
        <DecisionView
          guest
          log={log}
          status={log.status}
          newest={log.version}
          inForce={null}
          rounds={[]}
          items={state.artifacts.action_items?.items ?? []}
          state={state}
          versions={[]}
          contentHash=""
        />
      )}
      {state && !log && !whole && <p className="note">{t('no_decision')}</p>}
      {state && whole && <Transcript state={state} />}
      {until && (
        <footer className={`${styles.foot} note`}>
          {t('until', { day: format.dateTime(new Date(until), { dateStyle: 'long' }) })}
        </footer>
      )}
    </main>
  );
}
