import { Icon } from '../ui/icon';
import styles from './side.module.css';
import type { Notice as What } from './use-commands';
import type { Words } from './use-words';

/** Why something was not done, said once and politely; with the way to ask again where it may not have arrived. */
export function Notice({ notice, words: { t } }: { notice: What | null; words: Words }) {
  return (
    <div role="status" className={styles.notice}>
      {notice && (
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
      )}
    </div>
  );
}
