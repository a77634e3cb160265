'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isUnderWay } from '@/lib/council/exports';
import type { ExportRecord } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import type { Answered } from '../ui/send';
import { Deed } from './deed';
import styles from './exports.module.css';
import { type Deeds, type Exports, useExports } from './provider';
import { At, Progress, placeIn, reasonIn, State, There } from './standing';
import { ReadThere } from './task-exports';
import { countStates, type Gone, isChanged } from './ways';

/** Every way out of here, what went along it, and what can be asked for. */
export function ExportSection() {
  const t = useTranslations('exports');
  const shared = useExports();
  if (!shared) return null;
  const { ways, connection, deeds, mends } = shared;
  const shown = deeds ? ways : ways.filter((way) => way.exports.length > 0);
  const lost = connection === 'reconnecting' || connection === 'offline';
  return (
    <>
      <table className={styles.ways}>
        <thead>
          <tr>
            <th scope="col">{t('to')}</th>
            <th scope="col">{t('decision')}</th>
            <th scope="col">{t('tasks')}</th>
            {deeds && (
              <th scope="col">
                <span className="sr-only">{t('deeds')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((way) => (
            <WayRow key={way.id} way={way} shared={shared} />
          ))}
        </tbody>
      </table>
      {deeds && ways.every((way) => way.target === 'file' || way.removed) && (
        <p className={styles.nowhere}>
          {t('nowhere')}{' '}
          {mends ? (
            <Link className="link" href="/integrations">
              {t('connect')}
            </Link>
          ) : (
            t('ask_admin')
          )}
        </p>
      )}
      {lost && (
        <p className="waiting" role="status">
          {t('lost')}
        </p>
      )}
    </>
  );
}

function WayRow({ way, shared }: { way: Gone; shared: Exports }) {
  const t = useTranslations('exports');
  const decision = way.exports.find((one) => one.subject.kind === 'decision_log');
  const tasks = way.exports.filter((one) => one.subject.kind === 'action_item');
  const place = placeIn(t, way);
  return (
    <tr data-keeper="" tabIndex={-1}>
      <th scope="row">
        {way.id === 'file' ? t('file') : place}
        <Health way={way} mends={shared.mends} />
      </th>
      <td data-label={t('decision')}>
        {decision ? (
          <Decision record={decision} way={way} shared={shared} />
        ) : (
          <span className="note">{t('none_yet')}</span>
        )}
      </td>
      <td data-label={tasks.length > 0 ? t('tasks') : undefined} data-none={tasks.length === 0 || undefined}>
        {tasks.length > 0 ? <Tasks tasks={tasks} shared={shared} /> : <span className="note">–</span>}
      </td>
      {shared.deeds && (
        <td>
          <div className={styles.deeds}>
            <WayDeeds way={way} shared={shared} deeds={shared.deeds} />
          </div>
        </td>
      )}
    </tr>
  );
}

/** Why nothing goes along it now. */
function Health({ way, mends }: { way: Gone; mends: boolean }) {
  const t = useTranslations('exports');
  const { state, removed, reason } = way;
  if (removed) return <span className="note block">{t('removed')}</span>;
  if (state === 'ready') return null;
  return (
    <span className={styles.health}>
      <span className={state === 'broken' ? 'trouble' : 'waiting'}>
        <Icon name={state === 'broken' ? 'trouble' : 'ring'} size={14} />{' '}
        {state === 'new' ? t('new') : reason ? reasonIn(t, reason) : t('broken')}
      </span>
      {mends ? (
        <Link className="link" href={`/integrations/${way.id}`}>
          {t(state === 'new' ? 'set_up' : 'mend')}
        </Link>
      ) : (
        <span>{t('mend_admin')}</span>
      )}
    </span>
  );
}

function Decision({ record, way, shared }: { record: ExportRecord; way: Gone; shared: Exports }) {
  const t = useTranslations('exports');
  const { state, delivered } = record;
  const { now, versions, known } = shared;
  const place = placeIn(t, way);
  const files = known[record.export]?.files ?? [];
  return (
    <>
      <State state={state} />
      <span className={styles.why}>
        {state === 'delivered' && delivered && (
          <span>{t.rich('delivered_at', { n: delivered.version, at: () => <At ms={delivered.at} now={now} /> })}</span>
        )}
        <Progress record={record} now={now} said={way.reason} />
        {isChanged(record, versions) && <span className="waiting">{t('changed', { n: versions.decision })}</span>}
        <ReadThere record={record} place={place} now={now} />
        {delivered?.url && (
          <There url={delivered.url} {...(state === 'delivered' ? {} : { about: place })}>
            {state === 'delivered' ? t('open_in', { place }) : t('older_there', { n: delivered.version })}
          </There>
        )}
        {delivered && files.length > 0 && (
          <span className={styles.files}>
            {files.map(({ format, name }) => (
              <a
                key={format}
                className="cite"
                href={`/api/v1/exports/${record.export}/files/${format}`}
                download={name}
              >
                {t(`download.${format}`)}
              </a>
            ))}
          </span>
        )}
      </span>
    </>
  );
}

function Tasks({ tasks, shared }: { tasks: ExportRecord[]; shared: Exports }) {
  const t = useTranslations('exports');
  const { all, delivered, changed, ...rest } = countStates(tasks, shared.versions);
  const worst = rest.failed > 0 ? 'failed' : rest.sending > 0 ? 'sending' : rest.waiting > 0 ? 'waiting' : null;
  const said = [
    t('counts.delivered', { count: delivered, all }),
    ...(['sending', 'waiting', 'failed', 'cancelled'] as const).flatMap((state) =>
      rest[state] > 0 && rest[state] < all ? t(`counts.${state}`, { count: rest[state] }) : [],
    ),
  ];
  return (
    <>
      <State state={worst ?? (delivered > 0 ? 'delivered' : 'cancelled')} />
      <span className={styles.why}>
        <span>{said.join(', ')}</span>
        {changed > 0 && <span className="waiting">{t('counts.changed', { count: changed })}</span>}
      </span>
    </>
  );
}

function WayDeeds({ way, shared, deeds }: { way: Gone; shared: Exports; deeds: NonNullable<Exports['deeds']> }) {
  const t = useTranslations('exports');
  const { exports, removed, target, state } = way;
  const place = placeIn(t, way);
  const failed = exports.filter((one) => one.state === 'failed');
  const waiting = exports.filter((one) => one.state === 'waiting');
  const ready = !removed && state === 'ready';
  const goes = exports.some(isUnderWay);
  return (
    <>
      {ready && exports.length === 0 && (
        <Deed quiet act={deeds.make} input={{ ...shared.where, to: way.id }}>
          {target === 'file' ? t('make_file') : t('make', { place })}
        </Deed>
      )}
      {ready && failed.length > 0 && (
        <Deed act={deeds.retry} input={{ exports: failed.map((one) => one.export) }}>
          {t('retry_all', { count: failed.length })}
        </Deed>
      )}
      {ready && exports.length > 0 && !goes && (
        <Deed act={deeds.make} input={{ ...shared.where, to: way.id }} name={t('again_to', { place })}>
          {t('again')}
        </Deed>
      )}
      {waiting.length > 0 && (
        <Deed act={deeds.cancel} input={{ exports: waiting.map((one) => one.export) }} name={t('cancel_of', { place })}>
          {t('cancel_all')}
        </Deed>
      )}
      {ready && target === 'notion' && exports.some((one) => one.delivered) && (
        <Deed
          act={(input) => readIn(t, deeds, input)}
          input={{ ...shared.where, to: way.id }}
          name={t('read_of', { place })}
        >
          {t('read')}
        </Deed>
      )}
    </>
  );
}

/** What could not be read is a refusal, in words. */
async function readIn(t: Parameters<typeof reasonIn>[0], { read }: Deeds, input: unknown): Promise<Answered<unknown>> {
  const answer = await read(input);
  const [failed] = answer.ok ? answer.value.failed : [];
  return failed ? { ok: false, problem: { code: failed.code, detail: reasonIn(t, failed) } } : answer;
}
