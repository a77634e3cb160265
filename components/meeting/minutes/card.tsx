import Link from 'next/link';
import { memo } from 'react';
import type { Artifact } from '@/lib/council/events';
import { Icon, type IconName } from '../../ui/icon';
import type { Words } from '../use-words';
import styles from './minutes.module.css';
import { Folded } from './prose';

interface Props {
  kind: Artifact['kind'];
  version: number;
  /** What was recorded, where nothing newer of its kind was. */
  artifact: Artifact | null;
  meetingId: string;
  words: Words;
}

const marks: Record<Artifact['kind'], IconName> = { decision_log: 'file', action_items: 'tick', summary: 'say' };
const shown = 3;

/** Something that the council recorded, where it did so. */
export const Card = memo(function Card({ kind, version, artifact, meetingId, words }: Props) {
  const { t } = words;
  return (
    <div className={styles.card}>
      <p className={styles.cardhead}>
        <Icon name={marks[kind]} size={14} /> <b>{t(`minutes.${kind}`)}</b>{' '}
        <span className="note">
          {version > 1 || artifact === null ? t('minutes.version', { version }) : null}{' '}
          {artifact === null && t('minutes.newer')}
        </span>
      </p>
      {artifact?.kind === 'decision_log' && (
        <p dir="auto">
          {artifact.log.statement || artifact.log.title}{' '}
          {meetingId && (
            <Link prefetch={false} className="link" href={`/meetings/${meetingId}/decision`}>
              {t('minutes.read_decision')}
            </Link>
          )}
        </p>
      )}
      {artifact?.kind === 'action_items' && (
        <ul>
          {artifact.items.slice(0, shown).map((item) => (
            <li key={item.id} dir="auto">
              {item.title}
            </li>
          ))}
          {artifact.items.length > shown && (
            <li className="note">{t('minutes.more_items', { count: artifact.items.length - shown })}</li>
          )}
        </ul>
      )}
      {artifact?.kind === 'summary' && <Folded text={artifact.text} words={words} />}
    </div>
  );
});
