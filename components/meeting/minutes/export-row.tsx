import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ExportRecord, RunState } from '@/lib/council/run';
import { Progress, placeIn, State, stageIn, There } from '../../exports/standing';
import { SeatMark } from '../seat-mark';
import type { Words } from '../use-words';
import styles from './minutes.module.css';

interface Props {
  record: ExportRecord;
  /** What goes there. */
  title: string;
  /** Nothing went the same way just before: the way is named once. */
  first: boolean;
  words: Words;
}

/** What an export brings, in its own words. */
export function titleOf({ subject }: ExportRecord, { artifacts }: Pick<RunState, 'artifacts'>): string {
  if (subject.kind === 'action_item') {
    return artifacts.action_items?.items.find((one) => one.id === subject.id)?.title ?? subject.id;
  }
  const log = artifacts.decision_log?.log;
  return log?.title || log?.statement || '';
}

/** A delivery of the record: a tool call of the integrator after the run, and where it led. */
export const ExportRow = memo(function ExportRow({ record, title, first, words }: Props) {
  const t = useTranslations('exports');
  const { state, tool, delivered, stages, reason } = record;
  const seat = words.faces.find((one) => one.role === 'integrator');
  const place = placeIn(t, { target: record.target, label: record.integration });
  const [begun] = stages;
  return (
    <div className={styles.card} data-export={state}>
      {first && (
        <p>
          {seat && <SeatMark words={words} seat={seat.id} small />} <b>{seat?.name}</b>{' '}
          {t(record.target === 'file' ? 'saves' : 'exports_to', { place })}
        </p>
      )}
      <details className={styles.thread}>
        <summary>
          <State state={state} size={13} /> <span dir="auto">{title}</span>{' '}
        </summary>
        <ol className={styles.stages}>
          <li>
            <bdi>{tool}</bdi>. {record.by ? t('asked_by', { name: record.by.name }) : t('asked_rule')}
            <dl>
              {Object.entries(record.arguments).map(([name, value]) => (
                <div key={name}>
                  <dt>
                    <bdi>{name}</bdi>
                  </dt>
                  <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          </li>
          {stages.map((one) => (
            <li key={one.stage}>
              {stageIn(t, one)}{' '}
              {begun && one !== begun && (
                <span className="note">{words.t('minutes.tool_after', { seconds: (one.at - begun.at) / 1000 })}</span>
              )}
            </li>
          ))}
          {(reason || state === 'waiting') && (
            <li className={state === 'failed' ? 'trouble' : 'waiting'}>
              <Progress record={record} now={new Date(record.retryAt ?? 0).toISOString()} />
            </li>
          )}
          {delivered && (
            <li className="done">
              {t('state.delivered')}, {t('version', { n: delivered.version })}
            </li>
          )}
        </ol>
      </details>
      {delivered?.url && (
        <There url={delivered.url} about={`${place}: ${title}`}>
          {t('open')}
        </There>
      )}
    </div>
  );
});
