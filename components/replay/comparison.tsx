import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Status } from '../decision/status';
import { clock } from '../meeting/times';
import { Icon } from '../ui/icon';
import { alternativesOf, chosenOf, differ, type Side } from './differences';
import styles from './replay.module.css';

/** Two decisions about the same question beside each other; rows that say other things say so. */
export function Comparison({ a, b }: { a: Side; b: Side }) {
  const t = useTranslations('compare');
  const format = useFormatter();
  const sides = [a, b] as const;
  const points = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const row = (name: string, cell: (side: Side) => ReactNode, differs: boolean) => (
    <tr key={name} data-differs={differs || undefined}>
      <th scope="row">
        {name}
        {differs && (
          <span className={`note ${styles.differs} waiting`}>
            <Icon name="ring" size={12} /> {t('differs')}
          </span>
        )}
      </th>
      {sides.map((side) => (
        <td key={side.log.id}>{cell(side)}</td>
      ))}
    </tr>
  );
  const plain = (name: string, cell: (side: Side) => string) =>
    row(name, (side) => cell(side) || '–', cell(a) !== cell(b));
  const list = (name: string, texts: (side: Side) => string[]) =>
    row(
      name,
      (side) =>
        texts(side).length === 0 ? (
          '–'
        ) : (
          <ul>
            {texts(side).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ),
      differ(texts(a), texts(b)),
    );
  const votes = ({ log }: Side) =>
    Object.entries(log.votes.final).map(
      ([seat, id]) => `${seat}: ${log.alternatives.find((one) => one.id === id)?.name ?? '–'}`,
    );
  const scores = alternativesOf(a.log, b.log);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys
    <section className={styles.wide} aria-label={t('title')} tabIndex={0}>
      <table>
        <colgroup>
          <col />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <td />
            {sides.map(({ log, team }, n) => (
              <th key={log.id} scope="col">
                {t(n === 0 ? 'first' : 'second')}: {team}
                <Link className="link block" href={`/meetings/${log.meeting_id}/decision?run=${log.run_id}`}>
                  {t('read')}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(
            t('status'),
            ({ log }) => (
              <Status status={log.status} />
            ),
            a.log.status !== b.log.status,
          )}
          {plain(t('chosen'), ({ log }) => chosenOf(log))}
          {plain(t('statement'), ({ log }) => log.statement)}
          {plain(t('style'), ({ style }) => style)}
          {scores.map(({ name, ...both }) =>
            row(
              t('score_of', { name }),
              (side) => {
                const one = side === a ? both.a : both.b;
                return one === null ? t('not_there') : one.scores.total === null ? '–' : points(one.scores.total);
              },
              (both.a === null) !== (both.b === null) ||
                (both.a?.scores.total?.toFixed(1) ?? '') !== (both.b?.scores.total?.toFixed(1) ?? ''),
            ),
          )}
          {list(t('votes'), votes)}
          {plain(t('confidence'), ({ log }) => (log.confidence === null ? '' : points(log.confidence * 10)))}
          {list(t('risks'), ({ log }) => log.risks.map((one) => one.text))}
          {list(t('dissent'), ({ log }) => log.dissent.map((one) => `${one.seat}: ${one.text}`))}
          {list(t('tasks'), ({ items }) => items.filter((one) => one.status !== 'dropped').map((one) => one.title))}
          {plain(t('turns'), ({ turns }) => String(turns))}
          {plain(t('time'), ({ activeMs }) => clock(activeMs))}
          {a.microUsd !== null &&
            plain(t('cost'), ({ microUsd, log }) =>
              log.scripted
                ? t('scripted')
                : format.number((microUsd ?? 0) / 1_000_000, { style: 'currency', currency: 'USD' }),
            )}
        </tbody>
      </table>
    </section>
  );
}
