import { memo } from 'react';
import { isReadable } from './blocks';
import { markdown } from './markdown';
import styles from './minutes.module.css';

/** One block of a text that has marks in it. */
const Rich = memo(function Rich({ text, growing }: { text: string; growing: boolean }) {
  const set = isReadable(text) ? markdown(text, growing) : null;
  if (set === null)
    return (
      <p className={styles.said} dir="auto" data-find="">
        {text}
      </p>
    );
  return (
    <div className={`${styles.said} ${styles.rich}`} data-find="">
      {set}
    </div>
  );
});
export default Rich;
