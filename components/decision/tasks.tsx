import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { Icon, type IconName } from '../ui/icon';
import { Sources } from './citation';
import { Contradictions } from './contradictions';
import styles from './decision.module.css';
import { Owner } from './owner';
import record from './record.module.css';

interface Props {
  items: ActionItem[];
  state: RunState;
  /** What the reader can do with a task. */
  buttons?: ((item: ActionItem) => ReactNode) | undefined;
  /** Where a task was brought. */
  exports?: ((item: ActionItem) => ReactNode) | undefined;
}

/** Derived ones count only once a person has confirmed them. */
export const isProposal = (one: ActionItem) => one.origin === 'derived' && one.status === 'proposed';
export const isDropped = (one: ActionItem) => one.status === 'dropped';
export const counts = (one: ActionItem) => !isProposal(one) && !isDropped(one);

/** Tasks that count; apart from them those that nobody said, and those that were dropped. */
export function Tasks({ items, state, buttons, exports }: Props) {
  const t = useTranslations('decision');
  const [counted, proposed, dropped] = [counts, isProposal, isDropped].map((is) => items.filter(is));
  const format = useFormatter();
  const none = state.agenda.incident ? kinds.filter((kind) => items.every((one) => one.kind !== kind)) : [];
  return (
    <>
      {counted && counted.length > 0 && <Table items={counted} {...{ state, all: items, buttons, exports }} />}
      {proposed && proposed.length > 0 && (
        <section className={record.part} aria-labelledby="proposed-title">
          <h3 id="proposed-title">
            {t('proposed_tasks')} <span className="note">{t('proposed_note')}</span>
          </h3>
          <Table items={proposed} {...{ state, all: items, buttons, exports }} />
        </section>
      )}
      {none.length > 0 && (
        <p className="note block">
          {t('no_action', { kinds: format.list(none.map((kind) => t(`kinds.${kind}`).toLowerCase())) })}
        </p>
      )}
      {dropped && dropped.length > 0 && (
        <details className={styles.more}>
          <summary className="link">{t('dropped', { count: dropped.length })}</summary>
          <Table items={dropped} {...{ state, all: items, buttons, exports }} />
        </details>
      )}
    </>
  );
}

const kinds = ['prevent', 'detect', 'mitigate'] as const;
/** After an incident by what they are for; else all in one. */
function groups(items: ActionItem[], state: RunState) {
  if (!state.agenda.incident) return [{ kind: null, tasks: items }];
  const of = (kind: ActionItem['kind']) => items.filter((one) => one.kind === kind);
  return [...kinds.map((kind) => ({ kind, tasks: of(kind) })), { kind: 'other' as const, tasks: of(null) }].filter(
    (group) => group.tasks.length > 0,
  );
}

function Table({ items, all, state, buttons, exports }: Props & { all: ActionItem[] }) {
  const t = useTranslations('decision');
  return (
    <table className={`${styles.table} ${styles.tasks}`}>
      <thead>
        <tr>
          <th scope="col">{t('task')}</th>
          <th scope="col">{t('owner')}</th>
          <th scope="col">{t('due')}</th>
          <th scope="col">{t('done_when')}</th>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('origin')}</th>
        </tr>
      </thead>
      {groups(items, state).map(({ kind, tasks }) => (
        <tbody key={kind ?? 'all'}>
          {kind && (
            <tr>
              <th scope="rowgroup" colSpan={6} className={record.kind}>
                {t(`kinds.${kind}`)}
              </th>
            </tr>
          )}
          {tasks.map((one) => (
            <tr key={one.id} data-derived={isProposal(one) || undefined}>
              <th scope="row" lang={state.agenda.language}>
                {one.title}
                <More one={one} all={all} state={state} />
              </th>
              <td data-label={t('owner')}>
                <Owner name={one.owner} />
                {one.owner_said && one.owner_said !== one.owner && (
                  <span className="note block">{t('as_said', { said: one.owner_said })}</span>
                )}
              </td>
              <td data-label={t('due')}>
                <Due one={one} />
              </td>
              <td data-label={t('done_when')} lang={state.agenda.language}>
                {one.acceptance || '–'}
              </td>
              <td data-label={t('from')}>
                {one.origin === 'human' && <span className="note block">{t('origins.human')}</span>}
                <Sources state={state} cited={one} />
              </td>
              <td>
                <State one={one} />
                {buttons?.(one)}
                {exports?.(one)}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Due({ one }: { one: ActionItem }) {
  const t = useTranslations('decision');
  const format = useFormatter();
  if (!one.due && !one.due_said) return '–';
  return (
    <>
      {one.due ? format.dateTime(new Date(one.due), { day: 'numeric', month: 'short', timeZone: 'UTC' }) : t('no_date')}
      {one.due_said && one.due_said !== one.due && (
        <span className="note block">{t('as_said', { said: one.due_said })}</span>
      )}
    </>
  );
}

/** What else is known of a task: what it is for, what it waits for, other wordings, a person's note. */
function More({ one, all, state }: { one: ActionItem; all: ActionItem[]; state: RunState }) {
  const t = useTranslations('decision');
  const after = one.depends_on.flatMap((id) => all.find((other) => other.id === id)?.title ?? []);
  const facts = [one.priority === 'high' && t('priority.high'), one.priority === 'low' && t('priority.low')].filter(
    (fact) => fact !== false && fact !== null,
  );
  return (
    <>
      {facts.length > 0 && <span className="note block">{facts.join(', ')}</span>}
      {after.length > 0 && <span className="note block">{t('after', { tasks: after.join('; ') })}</span>}
      {one.also.length > 0 && <span className="note block">{t('also_said', { words: one.also.join('; ') })}</span>}
      {one.note && <span className="note block">{one.note}</span>}
      {one.contradicts.length > 0 && <Contradictions flagged={one.contradicts} state={state} />}
    </>
  );
}

function State({ one }: { one: ActionItem }) {
  const t = useTranslations('decision');
  const open = isProposal(one);
  const mark: IconName = one.status === 'dropped' ? 'cross' : open ? 'ring' : 'tick';
  const word = one.status === 'proposed' ? t(`origins.${one.origin}`) : t(`task_status.${one.status}`);
  return (
    <span className={`state ${open ? 'waiting' : 'done'}`}>
      <Icon name={mark} /> {word}
    </span>
  );
}
