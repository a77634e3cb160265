import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { ConnectionRow } from '@/components/models/connection-row';
import styles from '@/components/models/models.module.css';
import { guardPage } from '@/lib/auth/guard';
import { modelKey } from '@/lib/council/budget';
import { administeredModels } from '@/lib/services/models/list';
import { ProductShell } from '../shell';
import { removeConnection } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('models'))('title') };
}

export default async function Models() {
  const { ctx, who } = await guardPage('model.change');
  const t = await getTranslations('models');
  const { models, council } = await getMessages();
  const { connections, usual, setUp } = await administeredModels(ctx, who);
  const own = connections.some((one) => one.usual);
  return (
    <ProductShell ctx={ctx} here="teams">
      <div className={styles.page}>
        <p>
          <Link className="link" href="/teams">
            {t('teams')}
          </Link>
        </p>
        <h1>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        <p>
          <Link className="button" href="/models/new">
            {t('connect')}
          </Link>
        </p>
        {connections.length === 0 && (
          <p className={styles.none}>
            {usual.provider === 'playbook' ? t('none_scripted') : t('none', { model: modelKey(usual) })}
          </p>
        )}
        <NextIntlClientProvider messages={{ models, council: { reasons: { model: council.reasons.model } } }}>
          {connections.map((one) => (
            <ConnectionRow key={one.id} connection={one} remove={removeConnection} now={new Date().toISOString()} />
          ))}
        </NextIntlClientProvider>
        {connections.length > 0 && !own && (
          <p className="note">
            {usual.provider === 'playbook' ? t('usual_scripted') : t('usual_set_up', { model: modelKey(usual) })}
          </p>
        )}
        {setUp.length > 0 && (
          <p className="note">{t('set_up', { providers: setUp.map((one) => t(`providers.${one}`)).join(', ') })}</p>
        )}
      </div>
    </ProductShell>
  );
}
