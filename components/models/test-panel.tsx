'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import styles from './models.module.css';
import { type Figures, sample } from './sample';

interface Props {
  id: string;
  models: string[];
  /** What else can be done with the connection. */
  children: ReactNode;
}

type Outcome = { figures: Figures } | { refused: string } | 'cancelled';

/** Has the model say one sentence, here and now, with how long it took and what it cost. */
export function TestPanel({ id, models, children }: Props) {
  const t = useTranslations('models');
  const router = useRouter();
  const [model, setModel] = useState(models[0] ?? '');
  const [text, setText] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const running = useRef<AbortController | null>(null);
  const speaking = text !== null && outcome === null;
  useEffect(() => () => running.current?.abort(), []);

  const test = async () => {
    const stop = new AbortController();
    running.current = stop;
    setText('');
    setOutcome(null);
    const said = await sample(id, model, (piece) => setText((before) => (before ?? '') + piece), stop.signal).then(
      (figures) => ({ figures }),
      (error: unknown) =>
        stop.signal.aborted
          ? ('cancelled' as const)
          : { refused: (error instanceof Error && error.message) || t('lost') },
    );
    setOutcome(said);
    // The list says how the last test went.
    if (said !== 'cancelled') router.refresh();
  };
  return (
    <div className={styles.test}>
      <div className={styles.deeds}>
        {models.length > 1 && (
          <select
            className="field"
            aria-label={t('which')}
            value={model}
            disabled={speaking}
            onChange={(event) => setModel(event.target.value)}
          >
            {models.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        {speaking ? (
          <button type="button" className="button" data-quiet="" onClick={() => running.current?.abort()}>
            {t('stop')}
          </button>
        ) : (
          <button type="button" className="button" data-quiet="" onClick={test}>
            {t('test')}
          </button>
        )}
        {children}
      </div>
      {text !== null && (
        <div className={styles.said}>
          <blockquote data-live={speaking || undefined}>{text || (speaking ? '…' : '')}</blockquote>
          <p role="status">{outcome && <Told outcome={outcome} />}</p>
        </div>
      )}
    </div>
  );
}

function Told({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('models');
  const format = useFormatter();
  const seconds = (ms: number) => format.number(ms / 1000, { maximumFractionDigits: ms < 1000 ? 2 : 1 });
  const cost = (micro: number) =>
    format.number(micro / 1_000_000, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
  if (outcome === 'cancelled') return <span className="note">{t('cancelled')}</span>;
  if ('refused' in outcome) {
    return (
      <span className="trouble">
        <Icon name="trouble" size={14} /> {outcome.refused}
      </span>
    );
  }
  const { firstTokenMs, totalMs, tokens, microUsd } = outcome.figures;
  return (
    <span className="note">
      <Icon name="tick" size={14} /> {t('figures', { first: seconds(firstTokenMs), total: seconds(totalMs), tokens })}{' '}
      {microUsd === null ? t('unpriced') : t('cost', { cost: cost(microUsd) })}
    </span>
  );
}
