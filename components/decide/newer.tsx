'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Icon } from '../ui/icon';
import styles from './decide.module.css';
import { changedParts, type Draft, draftOf, type Editable, textOf } from './draft';

interface Props {
  /** The version that was read, and the one that came in between. */
  base: Editable;
  newer: Editable;
  mine: Draft;
  /** It is settled: there is nothing to go on with, only the record to read. */
  closed?: boolean;
  record?: string;
  onMine: () => void;
  onTheirs: () => void;
}

/** Somebody else was quicker: the newer version beside one's own text, what differs marked, and a way on from either. */
export function Newer({ base, newer, mine, closed, record, onMine, onTheirs }: Props) {
  const t = useTranslations('decide');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [was, theirs] = [draftOf(base), draftOf(newer)];
  const [byThem, byMe] = [changedParts(was, theirs, newer), changedParts(was, mine, base)];
  const parts = changedParts(theirs, mine, newer).filter((part) => byThem.includes(part) || byMe.includes(part));
  return (
    <section className={styles.newer} aria-labelledby="newer-title">
      <h2 id="newer-title" ref={heading} tabIndex={-1}>
        <Icon name="trouble" /> {t('newer.title', { n: newer.version })}
      </h2>
      <p>{t('newer.text', { n: base.version })}</p>
      {newer.status !== base.status && <p>{t('newer.status', { status: t(`newer.is.${newer.status}`) })}</p>}
      {parts.length > 0 ? (
        <table className={styles.compare}>
          <thead>
            <tr>
              <th scope="col">{t('newer.part')}</th>
              <th scope="col">{t('newer.theirs', { n: newer.version })}</th>
              <th scope="col">{t('newer.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part}>
                <th scope="row">{t(`part.${part}`)}</th>
                <td data-label={t('newer.theirs', { n: newer.version })}>
                  <Text
                    text={textOf(theirs, part, newer)}
                    other={textOf(mine, part, newer)}
                    changed={byThem.includes(part)}
                  />
                </td>
                <td data-label={t('newer.mine')}>
                  <Text
                    text={textOf(mine, part, newer)}
                    other={textOf(theirs, part, newer)}
                    changed={byMe.includes(part)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>{t('newer.same')}</p>
      )}
      <p className={styles.answers}>
        {closed ? (
          <a className="button" href={record}>
            {t('all')}
          </a>
        ) : (
          <>
            <button type="button" className="button" onClick={onMine}>
              {t('newer.go_mine')}
            </button>
            <button type="button" className="button" data-quiet="" onClick={onTheirs}>
              {t('newer.go_theirs')}
            </button>
          </>
        )}
      </p>
    </section>
  );
}

/** A part line by line; lines that the other side does not have are marked. */
function Text({ text, other, changed }: { text: string; other: string; changed: boolean }) {
  const t = useTranslations('decide');
  const known = new Set(other.split('\n'));
  if (text === '') return <span className="note">{t('newer.empty')}</span>;
  return (
    <>
      {text.split('\n').map((line) => (
        <span key={line} className={styles.line}>
          {known.has(line) ? line : <mark>{line}</mark>}
        </span>
      ))}
      {!changed && <span className="note">{t('newer.unchanged')}</span>}
    </>
  );
}
