import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import organisation from '@/components/organisation/organisation.module.css';
import { MakeShare } from '@/components/share/make-share';
import { ShareRow } from '@/components/share/share-row';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { readMeeting } from '@/lib/services/meetings/read';
import { listShares } from '@/lib/services/shares/list';
import { orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { make, revoke } from './actions';

export async function generateMetadata() {
  return { title: (await getTranslations('share'))('title') };
}

/** Who outside can read a meeting, and how it is taken back. */
export default async function SharePage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, who } = await guardPage('share.read');
  const meetingId = (await params).id;
  const meeting = await orNotFound(readMeeting(ctx, who, meetingId));
  const { shares } = await listShares(ctx, who, { meetingId });
  const t = await getTranslations('share');
  const { share } = await getMessages();
  const changes = may(who, 'share.change');
  return (
    <ProductShell ctx={ctx}>
      <NextIntlClientProvider messages={{ share }}>
        <div className={organisation.page}>
          <p>
            <Link className="link" href={`/meetings/${meetingId}`} lang={meeting.language}>
              {meeting.title}
            </Link>
          </p>
          <h1>{t('title')}</h1>
          <p className="text-ink-2">{t('about')}</p>
          {changes && <MakeShare meetingId={meetingId} make={make} />}
          <section aria-labelledby="links">
            <h2 id="links" className="mt-10 mb-2 font-semibold">
              {t('links')}
            </h2>
            {shares.length === 0 ? (
              <p className="note">{t('none')}</p>
            ) : (
              <ul>
                {shares.map((one) => (
                  <ShareRow key={one.id} share={one} meetingId={meetingId} revoke={changes ? revoke : null} />
                ))}
              </ul>
            )}
          </section>
        </div>
      </NextIntlClientProvider>
    </ProductShell>
  );
}
