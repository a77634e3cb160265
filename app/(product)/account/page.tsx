import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import styles from '@/components/people/people.module.css';
import { Act } from '@/components/ui/act';
import { Moment } from '@/components/ui/moment';
import { guardPage } from '@/lib/auth/guard';
import { sessionOf } from '@/lib/auth/held';
import { listSessions } from '@/lib/services/sessions/list';
import type { Session } from '@/lib/services/sessions/schemas';
import { ProductShell } from '../shell';
import { endOne, endOthers } from './actions';
import { AccountSections } from './sections';

export async function generateMetadata() {
  return { title: (await getTranslations('people.sessions'))('title') };
}

export default async function Sessions() {
  const { ctx, who } = await guardPage('session.own');
  const [t, locale, sent] = await Promise.all([getTranslations('people.sessions'), getLocale(), headers()]);
  const { sessions } = await listSessions(ctx, who, await sessionOf(sent, ctx.env));
  const now = new Date().toISOString();
  const device = ({ browser, system }: Session['device']) =>
    browser && system ? t('device', { browser, system }) : (browser ?? system ?? t('unknown'));
  const several = new Set(sessions.map((one) => one.organisation)).size > 1;
  const facts = ({ organisation, method, connection, address }: Session) =>
    [several && organisation, connection ? t('by', { connection }) : t(`methods.${method}`), address]
      .filter(Boolean)
      .join(' · ');
  return (
    <ProductShell ctx={ctx}>
      <div className={styles.page}>
        <AccountSections here="sessions" />
        <h1>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        <ul className={`${styles.rows} ${styles.aligned}`}>
          {sessions.map((one) => (
            <li key={one.id} className={styles.row}>
              <div className={styles.who}>
                <b>{device(one.device)}</b>
                <p className="note">{facts(one)}</p>
              </div>
              <p className={`${styles.role} note`}>
                {t('opened')} <Moment at={one.openedAt} now={now} locale={locale} />
                {!one.current && (
                  <>
                    <br />
                    {t('used')} <Moment at={one.lastUsedAt} now={now} locale={locale} />
                  </>
                )}
              </p>
              <div className={styles.deeds}>
                {one.current ? (
                  <span className="note">{t('this')}</span>
                ) : (
                  <Act act={endOne} input={{ id: one.id }} label={t('end')} busy={t('ending')} link />
                )}
              </div>
            </li>
          ))}
        </ul>
        {sessions.length > 1 && (
          <div className={styles.more}>
            <Act act={endOthers} input={{}} label={t('end_others')} busy={t('ending')} />
          </div>
        )}
      </div>
    </ProductShell>
  );
}
