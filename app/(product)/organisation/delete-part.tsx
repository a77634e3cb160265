import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/people/people.module.css';
import { TypedDeed } from '@/components/people/typed-deed';
import { deleteAll } from './deletion';

/** The dangerous end of an organisation's administration, for its owners. */
export async function DeletePart({ name }: { name: string }) {
  const t = await getTranslations('people');
  return (
    <section className={styles.part}>
      <h2>{t('deletion.title')}</h2>
      <p className={styles.about}>{t('deletion.text')}</p>
      <p className={styles.about}>
        <Link className="link" href="/organisation/data">
          {t('deletion.export')}
        </Link>
      </p>
      <TypedDeed
        act={deleteAll}
        words={{
          label: t('deletion.type_name', { name }),
          act: t('deletion.do'),
          busy: t('deletion.doing'),
          network: t('network'),
        }}
      />
    </section>
  );
}
