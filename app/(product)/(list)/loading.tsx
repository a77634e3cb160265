import styles from '@/components/list/list.module.css';
import shell from '@/components/ui/shell.module.css';

/** The list's shape while it is fetched. */
export default function Loading() {
  return (
    <div className={shell.shell} aria-busy="true">
      <aside className={shell.side}>
        <span className="brand">XIO</span>
      </aside>
      <main className={shell.main}>
        <div style={{ height: 200 }} />
        {[1, 2, 3, 4].map((n) => (
          <div key={n} className={styles.group}>
            <span />
            <div className={styles.meeting}>
              <div>
                <div className={styles.ghost} />
                <div className={styles.ghost} />
              </div>
            </div>
          </div>
        ))}
      </main>
    </div>
  );
}
