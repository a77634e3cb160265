import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import styles from '@/components/people/people.module.css';
import { TypedDeed } from '@/components/people/typed-deed';
import { deleteAll } from './deletion';

interface Props {
  name: string;
  /** When it is deleted; null: nobody has asked for that. */
  deleteAt: Date | null;
}

/** The dangerous end of an organisation's administration, for its owners. The way back stands above every page. */
export async function DeletePart({ name, deleteAt }: Props) {
  const t = await getTranslations('people');
  const day = deleteAt && (await getFormatter()).dateTime(deleteAt, { dateStyle: 'long' });
  return (
    <section className={styles.part}>
      <h2>{t('deletion.title')}</h2>
      <p className={styles.about}>{day ? t('deletion.pending', { day }) : t('deletion.text')}</p>
      <p className={styles.about}>
        <Link className="link" href="/organisation/data">
          {t('deletion.export')}
        </Link>
      </p>
      {!day && (
        <TypedDeed
          act={deleteAll}
          words={{
            label: t('deletion.type_name', { name }),
            act: t('deletion.do'),
            busy: t('deletion.doing'),
            network: t('network'),
          }}
        />
      )}
    </section>
  );
}
