import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getMessages, getTranslations } from 'next-intl/server';
import { FoundForm } from '@/components/people/found-form';
import styles from '@/components/people/people.module.css';
import { TypedDeed } from '@/components/people/typed-deed';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { listOwnOrganisations } from '@/lib/services/organisations/mine';
import { ProductShell } from '../../shell';
import { foundAnother, leave, switchOrganisation } from '../actions';
import { AccountSections } from '../sections';

export async function generateMetadata() {
  return { title: (await getTranslations('people.own'))('title') };
}

export default async function OwnOrganisations() {
  const { ctx, who } = await guardPage('session.own');
  const t = await getTranslations('people');
  const format = await getFormatter();
  const { people } = await getMessages();
  const { organisations } = await listOwnOrganisations(ctx, who);
  const name = organisations.find((one) => one.current)?.name ?? '';
  return (
    <ProductShell ctx={ctx}>
      <NextIntlClientProvider messages={{ people }}>
        <div className={styles.page}>
          <AccountSections here="organisations" />
          <h1>{t('own.title')}</h1>
          <p className={styles.about}>{t('own.about')}</p>
          <ul className={styles.rows}>
            {organisations.map((one) => (
              <li key={one.id} className={styles.row}>
                <div className={styles.who}>
                  <b>{one.name}</b>
                  {one.deleteAt && (
                    <p className="trouble">
                      {t('own.deleted_on', { day: format.dateTime(new Date(one.deleteAt), { dateStyle: 'long' }) })}
                    </p>
                  )}
                </div>
                <p className={styles.role}>{t(`roles.${one.role}`)}</p>
                <div className={styles.deeds}>
                  {one.current ? (
                    <span className="note">{t('own.here')}</span>
                  ) : (
                    <Act
                      act={switchOrganisation}
                      input={{ organisation: one.id }}
                      label={t('own.enter')}
                      busy={t('own.entering')}
                      link
                    />
                  )}
                </div>
              </li>
            ))}
          </ul>
          <section className={styles.part}>
            <h2>{t('own.new')}</h2>
            <FoundForm found={foundAnother} />
          </section>
          <section className={styles.part}>
            <h2>{t('own.leave', { name })}</h2>
            <p className={styles.about}>{t('own.leave_text')}</p>
            <TypedDeed
              act={leave}
              words={{
                label: t('own.type_name', { name }),
                act: t('own.leave_do'),
                busy: t('own.leave_do'),
                network: t('network'),
              }}
            />
          </section>
        </div>
      </NextIntlClientProvider>
    </ProductShell>
  );
}
