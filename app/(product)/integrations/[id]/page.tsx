import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/integrations/integrations.module.css';
import { Setup } from '@/components/integrations/setup';
import { AboutLine, StateLine } from '@/components/integrations/state-line';
import { readerLanguage } from '@/lib/auth/action';
import { guardPage } from '@/lib/auth/guard';
import { administeredOne, waysOf } from '@/lib/services/integrations/list';
import { findIntegration } from '@/lib/services/integrations/rows';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { addColumns, keepMapping, make, propose, remove, save, signIn, test } from '../actions';
import { Said } from '../said';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ said?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('integrations'))('title') };
}

export default async function IntegrationPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('integration.change');
  const row = await orNotFound(findIntegration(ctx.db, who.orgId, (await params).id));
  const integration = await administeredOne(ctx.db, row, await readerLanguage());
  const t = await getTranslations('integrations');
  const { integrations } = await getMessages();
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <p>
          <Link className="link" href="/integrations">
            {t('title')}
          </Link>
        </p>
        <h1>{integration.label}</h1>
        <AboutLine of={integration} />
        <StateLine state={integration.state} reason={integration.settings.reason?.text ?? null} />
        <Said code={(await searchParams).said} />
        <NextIntlClientProvider messages={{ integrations }}>
          <Setup
            key={integration.settings.version}
            of={integration}
            ways={waysOf(ctx)}
            folder={who.orgId}
            deeds={{ save, remove, test, signIn, makeDatabases: make, propose, addColumns, saveMapping: keepMapping }}
          />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
