import { useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Sources } from './citation';
import styles from './record.module.css';

/** Proposals that were taken for the same: both wordings, and why. */
export function JoinedProposals({ log, state }: { log: DecisionLog; state: RunState }) {
  const t = useTranslations('decision');
  const pairs = log.alternatives.flatMap((kept) => kept.joined.map((other) => ({ kept, other })));
  if (pairs.length === 0) return null;
  return (
    <div className={styles.part}>
      <h3>{t('joined')}</h3>
      <ul className={styles.pairs}>
        {pairs.map(({ kept, other }) => (
          <li key={`${kept.id}${other.name}${other.turn}`}>
            <div lang={state.agenda.language}>
              <p>
                <b>{other.name}</b> {other.summary !== other.name && other.summary}
              </p>
              <p>
                <span className="note" lang="">
                  {t('joined_to')}
                </span>{' '}
                <b>{kept.name}</b> {kept.summary !== kept.name && kept.summary}
              </p>
            </div>
            <p className="note">
              {other.by === 'moderator'
                ? `${t('joined_by_moderator')}${other.why ? ` ${other.why}` : ''}`
                : t('joined_by_words', {
                    n: Math.round((other.score ?? 0) * 100),
                    words: other.shared.join(', '),
                  })}{' '}
              <Sources state={state} cited={{ turns: [other.turn], facts: [] }} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
