import type { ReactNode } from 'react';
import styles from './decision.module.css';

interface Props {
  id: string;
  title: string;
  note?: string;
  children: ReactNode;
}

/** One part of the decision, with its place in the page's contents. */
export function Section({ id, title, note, children }: Props) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title} {note && <span className="note">{note}</span>}
      </h2>
      {children}
    </section>
  );
}
