import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { MakeToken } from '@/components/tokens/make-token';
import { TokenRow } from '@/components/tokens/token-row';
import styles from '@/components/tokens/tokens.module.css';
import { guardPage } from '@/lib/auth/guard';
import { may, permissions } from '@/lib/auth/permissions';
import { listTokens } from '@/lib/services/tokens/list';
import { listTokensSchema, programPermissions, tokenRole, usualDays } from '@/lib/services/tokens/schemas';
import { ProductShell } from '../../shell';
import { Sections } from '../sections';
import { make, revoke } from './actions';

type Query = Promise<{ cursor?: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('tokens'))('title') };
}

export default async function TokensPage({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('token.change');
  const t = await getTranslations('tokens');
  const { tokens: messages } = await getMessages();
  const asked = listTokensSchema.safeParse(await searchParams);
  const { tokens, nextCursor } = await listTokens(ctx, who, asked.data ?? listTokensSchema.parse({}));
  const ranks: readonly string[] = permissions['organisation.read'];
  const roles = tokenRole.options
    .filter((role) => ranks.indexOf(role) >= ranks.indexOf(who.role))
    .map((role) => ({ role, permissions: programPermissions.filter((one) => may({ role }, one)) }));
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <Sections who={who} here="tokens" />
        <h1>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        <NextIntlClientProvider messages={{ tokens: messages }}>
          <MakeToken roles={roles} usualDays={usualDays} make={make} />
          {tokens.length === 0 ? (
            <p className={styles.none}>{t('none')}</p>
          ) : (
            <ul className={styles.list} aria-label={t('list')}>
              {tokens.map((one) => (
                <TokenRow key={one.id} token={one} revoke={revoke} now={new Date().toISOString()} />
              ))}
            </ul>
          )}
        </NextIntlClientProvider>
        {nextCursor && (
          <p>
            <Link className="link" href={`/organisation/tokens?cursor=${nextCursor}`}>
              {t('older')}
            </Link>
          </p>
        )}
      </div>
    </ProductShell>
  );
}
