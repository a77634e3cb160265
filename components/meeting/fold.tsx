import type { ReactNode } from 'react';
import styles from './board.module.css';
import type { Words } from './use-words';

/** The first `most` of a list; the others unfold below. */
export function Fold<T>({
  items,
  most,
  draw,
  words,
  className,
}: {
  items: T[];
  most: number;
  draw: (item: T) => ReactNode;
  words: Words;
  className?: string | undefined;
}) {
  const rest = items.slice(most);
  return (
    <>
      <ul className={className}>{items.slice(0, most).map(draw)}</ul>
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>{words.t('board.more', { count: rest.length })}</summary>
          <ul className={className}>{rest.map(draw)}</ul>
        </details>
      )}
    </>
  );
}
