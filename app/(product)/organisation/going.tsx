import { getFormatter, getTranslations } from 'next-intl/server';
import { Act } from '@/components/ui/act';
import { Icon } from '@/components/ui/icon';
import styles from '@/components/ui/shell.module.css';
import { keepAll } from './deletion';

/** Stands on every page of an organisation that is to be deleted, with the way back. */
export async function Going({ deleteAt }: { deleteAt: Date }) {
  const t = await getTranslations('people.deletion');
  const day = (await getFormatter()).dateTime(deleteAt, { dateStyle: 'long' });
  return (
    <section className={styles.notice}>
      <p className="trouble">
        <Icon name="trouble" size={14} /> {t('going', { day })}
      </p>
      <Act act={keepAll} input={{}} label={t('keep')} busy={t('keeping')} />
    </section>
  );
}
