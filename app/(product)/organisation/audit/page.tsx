import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import styles from '@/components/audit/audit.module.css';
import { AuditFilter } from '@/components/audit/filter';
import { AuditRow } from '@/components/audit/row';
import { Icon } from '@/components/ui/icon';
import { guardPage } from '@/lib/auth/guard';
import { readBreak } from '@/lib/services/audit/breaks';
import { listAudit } from '@/lib/services/audit/list';
import { peopleOf } from '@/lib/services/audit/people';
import { listAuditSchema } from '@/lib/services/audit/schemas';
import { ServiceError } from '@/lib/services/errors';
import { sentence } from '@/lib/services/sentences';
import en from '@/lib/words/en/trail.json';
import { pickLanguage } from '@/lib/words/locale';
import { ProductShell } from '../../shell';
import { Sections } from '../sections';

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Actions that have a sentence, as the filter offers them. */
const actions = Object.keys(en.audit.says).filter((one) => one !== 'other');

export async function generateMetadata() {
  return { title: (await getTranslations('audit'))('title') };
}

export default async function AuditPage({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('audit.read');
  const t = await getTranslations('audit');
  const locale = await getLocale();
  const sent = await searchParams;
  const asked = listAuditSchema.safeParse(sent);
  const found = asked.success ? await listAudit(ctx, who, asked.data).catch(refusedAsNull) : null;
  const { entries, nextCursor } = found ?? (await listAudit(ctx, who, listAuditSchema.parse({})));
  const { cursor, limit: _, ...filter } = found && asked.success ? asked.data : listAuditSchema.parse({});
  const given = Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const people = await peopleOf(ctx, who);
  const broken = await readBreak(ctx, who);
  const now = new Date().toISOString();
  const href = (more: Record<string, string>, path = '/organisation/audit') =>
    `${path}?${new URLSearchParams({ ...given, ...more })}`;
  return (
    <ProductShell ctx={ctx} here="organisation">
      <div className={styles.page}>
        <Sections who={who} here="audit" />
        <h1>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        {broken && (
          <div className={styles.broken} role="alert">
            <p className="trouble">
              <Icon name="trouble" size={14} /> <b>{t(`broken.${broken.why}`, { place: broken.place })}</b>
            </p>
            <p>{t('broken.do')}</p>
          </div>
        )}
        <AuditFilter filter={filter} people={people} actions={actions} />
        {!found && (
          <p role="status" className="waiting">
            {t('refused')}
          </p>
        )}
        {entries.length === 0 && (
          <p className={styles.none}>{t(Object.keys(given).length > 0 ? 'none_found' : 'none')}</p>
        )}
        <ol className={styles.list} aria-label={t('list')}>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} reason={reasonOf(entry.detail, locale)} now={now} locale={locale} />
          ))}
        </ol>
        <nav className={styles.more} aria-label={t('title')}>
          {nextCursor && (
            <Link className="link" href={href({ cursor: nextCursor })}>
              {t('older')}
            </Link>
          )}
          {cursor && (
            <Link className="link" href={href({})}>
              {t('newest')}
            </Link>
          )}
          {(['csv', 'json'] as const).map((format) => (
            <a key={format} className="link" href={href({ format }, '/api/v1/audit/export')} download="">
              {t(format)}
            </a>
          ))}
        </nav>
      </div>
    </ProductShell>
  );
}

function refusedAsNull(error: unknown): null {
  if (error instanceof ServiceError && error.code === 'invalid') return null;
  throw error;
}

/** The sentence of why somebody was refused, with what the row says beside it. */
function reasonOf({ reason, ...detail }: Record<string, unknown>, locale: string): string | null {
  if (typeof reason !== 'string') return null;
  const args = Object.entries(detail).flatMap(([name, one]) =>
    typeof one === 'string' || typeof one === 'number' ? [[name, one] as const] : [],
  );
  return sentence(pickLanguage(locale, null), reason, Object.fromEntries(args));
}
