import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getLocale, getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/saml/saml.module.css';
import { SamlForm } from '@/components/saml/saml-form';
import { TryButton } from '@/components/saml/try-button';
import { Icon } from '@/components/ui/icon';
import { guardPage } from '@/lib/auth/guard';
import { findConnection } from '@/lib/services/sign-in/rows';
import { samlView } from '@/lib/services/sign-in/saml/view';
import { pickLanguage } from '@/lib/words/locale';
import { orNotFound } from '../../../../found';
import { ProductShell } from '../../../../shell';
import { Sections } from '../../../sections';
import { change, test } from '../actions';

type Params = Promise<{ id: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('saml'))('title') };
}

export default async function SamlPage({ params }: { params: Params }) {
  const { ctx, who } = await guardPage('sso.change');
  const { id } = await params;
  const [t, format, locale] = await Promise.all([getTranslations('saml'), getFormatter(), getLocale()]);
  const { saml } = await getMessages();
  const row = await orNotFound(findConnection(ctx.db, who.orgId, id));
  const view = await orNotFound(samlView(ctx, row, pickLanguage(locale, null)));
  const { groupRoles, defaultRole, label, version } = row;
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <Sections who={who} here="sign_in" />
        <h1>{label}</h1>
        {view.warning && (
          <p className="trouble" role="alert">
            <Icon name="trouble" size={14} /> {view.warning}
          </p>
        )}
        <h2>{t('ours')}</h2>
        <p className={styles.about}>{t('ours_hint')}</p>
        <dl className={styles.facts}>
          <dt>{t('entity_id')}</dt>
          <dd>
            <code>{view.entityId}</code>
          </dd>
          <dt>{t('acs')}</dt>
          <dd>
            <code>{view.acs}</code>
          </dd>
          <dt>{t('provider')}</dt>
          <dd>
            <code>{row.issuer}</code>
          </dd>
          <dt>{t('certificate')}</dt>
          <dd>
            <time dateTime={view.certificateEndsAt}>
              {format.dateTime(new Date(view.certificateEndsAt), { dateStyle: 'long' })}
            </time>
          </dd>
        </dl>
        <p>
          <a className="link" href={new URL(view.entityId).pathname} download>
            {t('download')}
          </a>
        </p>
        <h2 id="trial">{t('trial')}</h2>
        <p className={styles.about}>{t('trial_hint')}</p>
        <NextIntlClientProvider messages={{ saml }}>
          <TryButton id={id} begin={test} />
          {view.trial && (
            <ol className={styles.steps} aria-label={t('steps')}>
              {view.trial.steps.map(({ step, state, text }) => (
                <li key={step} data-state={state}>
                  <strong>
                    {t(`step.${step}`)}: {t(`state.${state}`)}
                  </strong>
                  <span>{text}</span>
                </li>
              ))}
            </ol>
          )}
          <h2>{t('change')}</h2>
          <SamlForm
            key={version}
            connection={{ label, groupRoles, defaultRole, ...view }}
            mayMakeOwners={who.role === 'owner'}
            save={change}
          />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
