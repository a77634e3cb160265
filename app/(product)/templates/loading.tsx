import list from '@/components/list/list.module.css';
import styles from '@/components/templates/templates.module.css';
import shell from '@/components/ui/shell.module.css';

/** The gallery's shape while it is fetched. */
export default function Loading() {
  return (
    <div className={shell.shell} aria-busy="true">
      <aside className={shell.side}>
        <span className="brand">XIO</span>
      </aside>
      <main className={shell.main}>
        <div style={{ height: 128 }} />
        {[1, 2, 3, 4, 5].map((n) => (
          <div key={n} className={styles.group}>
            <span />
            <div className={styles.template}>
              <div>
                <div className={list.ghost} />
                <div className={list.ghost} />
              </div>
            </div>
          </div>
        ))}
      </main>
    </div>
  );
}
