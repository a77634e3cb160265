import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { ConnectionForm } from '@/components/sign-in/connection-form';
import { ConnectionRow } from '@/components/sign-in/connection-row';
import { Domains } from '@/components/sign-in/domains';
import styles from '@/components/sign-in/sign-in.module.css';
import { Act } from '@/components/ui/act';
import { guardPage } from '@/lib/auth/guard';
import { readSignIn } from '@/lib/services/sign-in/read';
import { ProductShell } from '../../shell';
import { Sections } from '../sections';
import { add, aim, change, check, connect, enforce, forget, remove, test } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('sso'))('title') };
}

export default async function SignInSettings() {
  const { ctx, who } = await guardPage('sso.change');
  const [t, { sso }, locale] = await Promise.all([getTranslations('sso'), getMessages(), getLocale()]);
  const { connections, domains, ssoOnly } = await readSignIn(ctx, who, locale === 'ru' ? 'ru' : 'en');
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <Sections who={who} here="sign_in" />
        <h1>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        <NextIntlClientProvider messages={{ sso }}>
          <h2>{t('connections')}</h2>
          {connections.length === 0 && <p className="note">{t('none')}</p>}
          {connections.map((one) => (
            <ConnectionRow key={one.id} of={one} change={change} test={test} remove={remove} />
          ))}
          <ConnectionForm of={null} save={connect} first={connections.length === 0} />
          <p>
            <Link className="link" href="/organisation/sign-in/saml">
              {t('saml')}
            </Link>
          </p>
          <h2>{t('domains')}</h2>
          <p className={styles.about}>{t('domains_about')}</p>
          <Domains domains={domains} connections={connections} add={add} check={check} aim={aim} forget={forget} />
        </NextIntlClientProvider>
        <h2>{t('only')}</h2>
        <p className={styles.about}>{t(ssoOnly ? 'only_is' : 'only_about')}</p>
        <Act
          act={enforce}
          input={{ ssoOnly: !ssoOnly }}
          label={t(ssoOnly ? 'only_off' : 'only_on')}
          busy={t('saving')}
        />
      </div>
    </ProductShell>
  );
}
