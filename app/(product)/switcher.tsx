import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Act } from '@/components/ui/act';
import styles from '@/components/ui/shell.module.css';
import { switchOrganisation } from './account/actions';

/** The reader's other organisations, one press away; founding and leaving are on their page. */
export async function Switcher({ others }: { others: { id: string; name: string }[] }) {
  const t = await getTranslations('people.own');
  return (
    <>
      <button type="button" popoverTarget="organisations" className={styles.opener}>
        {t('switch')}
      </button>
      <div id="organisations" popover="auto" className={styles.settings}>
        <div className={styles.others}>
          {others.map(({ id, name }) => (
            <Act
              key={id}
              act={switchOrganisation}
              input={{ organisation: id }}
              label={name}
              busy={t('entering')}
              link
            />
          ))}
          <Link className="link" href="/account/organisations">
            {t('all')}
          </Link>
        </div>
      </div>
    </>
  );
}
