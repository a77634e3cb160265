'use client';

import { lazy, memo, Suspense, useState } from 'react';
import type { Words } from '../use-words';
import { blocksOf, isMarked } from './blocks';
import styles from './minutes.module.css';

/** The reader of Markdown comes with the first text that has any; without it a text stands as it was written. */
const Rich = lazy(() => import('./rich').catch(() => ({ default: Plain })));

/** A text longer than this is folded to its beginning, characters. */
const foldFrom = 12_000;
const foldedTo = 3000;

/** What was said: plain text as it was written, or blocks of Markdown. `growing` while it is being spoken. */
export const Prose = memo(function Prose({ text, growing = false }: { text: string; growing?: boolean }) {
  if (!isMarked(text)) return <Plain text={text} />;
  const blocks = blocksOf(text);
  return blocks.map((block, index) =>
    isMarked(block) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks never change places
      <Suspense key={index} fallback={<Plain text={block} />}>
        <Rich text={block} growing={growing && index === blocks.length - 1} />
      </Suspense>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks never change places
      <Plain key={index} text={block} />
    ),
  );
});

const Plain = memo(function Plain({ text }: { text: string }) {
  return (
    <p className={styles.said} dir="auto" data-find="">
      {text}
    </p>
  );
});

/** A text whose length nobody bounded: a very long one shows its beginning and how much there is. `whole` unfolds it. */
export function Folded({ text, whole = false, words }: { text: string; whole?: boolean; words: Words }) {
  const [all, setAll] = useState(whole);
  if (whole && !all) setAll(true);
  if (text.length <= foldFrom || all || whole) return <Prose text={text} />;
  const cut = text.slice(0, foldedTo);
  const size = Math.round(text.length / 1024);
  return (
    <>
      <Prose text={`${cut.slice(0, Math.max(cut.lastIndexOf(' '), foldedTo - 200))} …`} />
      <button type="button" className={`link ${styles.unfold}`} onClick={() => setAll(true)}>
        {words.t('minutes.show_all', { size })}
      </button>
    </>
  );
}
