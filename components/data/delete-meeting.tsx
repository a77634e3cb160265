'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Act } from '../ui/act';
import { Dialog } from '../ui/dialog';
import type { Send } from '../ui/send';
import styles from './data.module.css';

interface Props {
  meetingId: string;
  remove: Send;
}

/** Deletes a meeting after a question; where it leads to, it can be restored. */
export function DeleteMeeting({ meetingId, remove }: Props) {
  const t = useTranslations('data.deleted');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {t('delete')}
      </button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('sure')}>
        <p>{t('sure_text')}</p>
        <div className={styles.answers}>
          <button type="button" className="button" data-quiet="" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <Act act={remove} input={{ meetingId }} label={t('delete_it')} busy={t('deleting')} />
        </div>
      </Dialog>
    </>
  );
}
