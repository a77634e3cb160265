import { Icon } from '../ui/icon';
import styles from './side.module.css';
import type { Notice as What } from './use-commands';
import type { Words } from './use-words';

/** Why something was not done, right where it was asked; with the way to ask again where it may not have arrived. */
export function Notice({ notice, words: { t } }: { notice: What | null; words: Words }) {
  const lines = notice && (
    <>
      <p>
        <Icon name="trouble" size={13} /> {notice.text}
      </p>
      {notice.again && (
        <button type="button" className="link" onClick={notice.again}>
          {t('refused.again')}
        </button>
      )}
    </>
  );
  return (
    <div className={styles.notice}>
      {notice?.told && lines}
      <div role="status">{!notice?.told && lines}</div>
    </div>
  );
}
