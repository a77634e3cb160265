'use client';

import { useTranslations } from 'next-intl';
import type { ExportRecord } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import { Deed } from './deed';
import styles from './exports.module.css';
import { type Exports, useExports } from './provider';
import { At, Progress, placeIn, State, There } from './standing';
import { type Gone, isChanged, versionOf } from './ways';

/** Where one task was brought, how that stands, and what stands there. */
export function TaskExports({ id, title }: { id: string; title: string }) {
  const shared = useExports();
  const of = ({ subject }: ExportRecord) => subject.kind === 'action_item' && subject.id === id;
  const gone = shared?.ways.flatMap((way) => way.exports.filter(of).map((record) => ({ way, record }))) ?? [];
  if (!shared || gone.length === 0) return null;
  return (
    <ul className={styles.gone}>
      {gone.map(({ way, record }) => (
        <li key={record.export} data-keeper="" tabIndex={-1}>
          <Standing record={record} way={way} title={title} shared={shared} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  record: ExportRecord;
  way: Gone;
  title: string;
  shared: Exports;
}

function Standing({ record, way, title, shared }: Props) {
  const t = useTranslations('exports');
  const { now, versions, deeds } = shared;
  const { state, delivered } = record;
  const place = placeIn(t, way);
  const arrived = state === 'delivered';
  return (
    <>
      {arrived && delivered?.url ? (
        <span className="state done">
          <Icon name="tick" size={14} />
          <There url={delivered.url} about={title}>
            {place}
          </There>
        </span>
      ) : (
        <>
          <State state={state} size={14} /> <span className="note">{place}</span>
        </>
      )}
      <span className={styles.why}>
        <Progress record={record} now={now} said={way.reason} />
        {way.state === 'broken' && !arrived && <span>{t('broken')}</span>}
        {isChanged(record, versions) && <span>{t('changed', { n: versionOf(record, versions) ?? 0 })}</span>}
        <ReadThere record={record} place={place} now={now} />
        {!arrived && delivered?.url && (
          <There url={delivered.url} about={`${place}: ${title}`}>
            {t('older_there', { n: delivered.version })}
          </There>
        )}
      </span>
      {deeds && !way.removed && (state === 'failed' || state === 'cancelled') && (
        <Deed
          act={deeds.retry}
          input={{ exports: [record.export] }}
          name={t('retry_of', { what: `${place}, ${title}` })}
        >
          {t('retry')}
        </Deed>
      )}
    </>
  );
}

/** What was read back from there. */
export function ReadThere({ record: { read }, place, now }: { record: ExportRecord; place: string; now: string }) {
  const t = useTranslations('exports');
  if (!read) return null;
  const at = () => <At ms={read.at} now={now} />;
  return (
    <span>{read.status === null ? t.rich('gone', { at }) : t.rich('stands', { status: read.status, place, at })}</span>
  );
}
