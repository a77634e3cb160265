import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { UploadForm } from '@/components/minutes/upload';
import styles from '@/components/new/new.module.css';
import { guardPage } from '@/lib/auth/guard';
import { longestTranscript } from '@/lib/minutes/transcript';
import { minutesChoices } from '@/lib/services/minutes/choices';
import { ProductShell } from '../../../shell';

export async function generateMetadata() {
  return { title: (await getTranslations('minutes'))('title') };
}

export default async function NewMinutes() {
  const { ctx, who } = await guardPage('meeting.create');
  const t = await getTranslations('minutes');
  const { minutes, errors } = await getMessages();
  const { members, models, connects } = await minutesChoices(ctx, who);
  return (
    <ProductShell ctx={ctx}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className="mt-2 text-ink-2">{t('lead')}</p>
        <NextIntlClientProvider messages={{ minutes, errors: { transcript: errors.transcript } }}>
          <UploadForm
            members={members}
            models={models}
            connects={connects}
            limit={longestTranscript.megabytes}
            today={new Date(ctx.clock.now()).toISOString().slice(0, 10)}
          />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
