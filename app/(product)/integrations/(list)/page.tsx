import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import styles from '@/components/integrations/integrations.module.css';
import { AboutLine, StateLine } from '@/components/integrations/state-line';
import { readerLanguage } from '@/lib/auth/action';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { listIntegrations } from '@/lib/services/integrations/list';
import { ProductShell } from '../../shell';
import { Said } from '../said';

export async function generateMetadata() {
  return { title: (await getTranslations('integrations'))('title') };
}

export default async function Integrations({ searchParams }: { searchParams: Promise<{ said?: string }> }) {
  const { ctx, who } = await guardPage('integration.read');
  const t = await getTranslations('integrations');
  const { integrations } = await listIntegrations(ctx, who, await readerLanguage());
  const changes = may(who, 'integration.change');
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <p>
          <Link className="link" href="/organisation">
            {t('organisation')}
          </Link>
        </p>
        <h1>{t('title')}</h1>
        <p className={styles.about}>{t(changes ? 'about' : 'about_reader')}</p>
        <Said code={(await searchParams).said} />
        {changes && (
          <p>
            <Link className="button" href="/integrations/new">
              {t('connect')}
            </Link>
          </p>
        )}
        {integrations.length === 0 && <p className={styles.none}>{t('none')}</p>}
        {integrations.map((one) => (
          <article key={one.id} className={styles.one} aria-labelledby={`name-${one.id}`}>
            <h2 id={`name-${one.id}`}>{one.label}</h2>
            {one.settings ? (
              <AboutLine of={{ ...one, settings: one.settings }} />
            ) : (
              <p className="note">{t(`targets.${one.target}`)}</p>
            )}
            <StateLine state={one.state} reason={one.settings?.reason?.text ?? null} />
            {changes && (
              <p>
                <Link className="link" href={`/integrations/${one.id}`}>
                  {t(one.state === 'ready' ? 'look' : 'open')}
                </Link>
              </p>
            )}
          </article>
        ))}
      </div>
    </ProductShell>
  );
}
