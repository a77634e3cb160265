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
  words: Words;
}

/** What an export brings, in its own words. */
export function titleOf({ subject }: ExportRecord, { artifacts }: Pick<RunState, 'artifacts'>): string {
  if (subject.kind === 'action_item') {
    return artifacts.action_items?.items.find((one) => one.id === subject.id)?.title ?? subject.id;
  }
  const log = artifacts.decision_log?.log;
  return log?.statement || log?.title || '';
}

/** A delivery of the record: a tool call of the integrator after the run, and where it led. */
export const ExportRow = memo(function ExportRow({ record, title, words }: Props) {
  const t = useTranslations('exports');
  const { state, tool, delivered, stages, reason } = record;
  const seat = words.faces.find((one) => one.role === 'integrator');
  const place = placeIn(t, { target: record.target, label: record.integration });
  const [first] = stages;
  return (
    <div className={styles.card} data-export={state}>
      <p>
        {seat && <SeatMark words={words} seat={seat.id} small />} <b>{seat?.name}</b> {t('exports_to', { place })}
        {': '}
        <span dir="auto">{title}</span>{' '}
        {delivered?.url && (
          <There url={delivered.url} place={place}>
            {t('open')}
          </There>
        )}
      </p>
      <details className={styles.thread}>
        <summary>
          <bdi>{tool}</bdi> <State state={state} size={13} />
        </summary>
        <ol className={styles.stages}>
          <li>
            {record.by ? t('asked_by', { name: record.by.name }) : t('asked_rule')}
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
              {first && one !== first && (
                <span className="note">{words.t('minutes.tool_after', { seconds: (one.at - first.at) / 1000 })}</span>
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
    </div>
  );
});
