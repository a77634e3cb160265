import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/new/new.module.css';
import { Prepare } from '@/components/new/prepare';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { skeletonFrom } from '@/lib/council/templates/body';
import { conveneAbout } from '@/lib/services/minutes/convene';
import { languageOf } from '@/lib/words/locale';
import { holdMeeting, readAgenda } from '../../actions';
import { exampleIds, exampleText } from '../../examples';
import { orNotFound } from '../../found';
import { ProductShell } from '../../shell';
import { emptyDraft, readChoices, readPlaces } from '../choices';

type Query = Promise<{ by?: string; template?: string; question?: string; minutes?: string; about?: string }>;

export async function generateMetadata() {
  return { title: (await getTranslations('new'))('title') };
}

export default async function NewMeeting({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('meeting.create');
  const query = await searchParams;
  const t = await getTranslations('new');
  const language = languageOf(await getLocale());
  const { new: words, exports } = await getMessages();
  const { templates, teams, details } = await readChoices(ctx, who);
  const chosen = details.find((one) => one.id === query.template);
  const skeleton = chosen ?? details.find((one) => one.id === 'general');
  const today = new Date(ctx.clock.now()).toISOString().slice(0, 10);
  const empty = emptyDraft(ctx, who, language);
  const about =
    query.minutes && query.about
      ? await orNotFound(conveneAbout(ctx, who, { meetingId: query.minutes, about: query.about }))
      : null;
  const question = (about?.question ?? query.question ?? '').slice(0, 1000);
  return (
    <ProductShell ctx={ctx}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <NextIntlClientProvider messages={{ new: words, exports: { auto: exports.auto } }}>
          <Prepare
            first={{
              ...empty,
              by: query.by === 'file' ? 'file' : 'question',
              asked: { ...empty.asked, question, notes: about?.notes ?? '', templateId: chosen?.id ?? '' },
            }}
            userId={who.userId}
            asked={question !== '' || chosen !== undefined || query.by === 'file'}
            language={language}
            templates={templates}
            teams={teams}
            places={await readPlaces(ctx, who)}
            skeletons={[
              ...(skeleton
                ? [
                    {
                      id: 'template',
                      title: t('use_skeleton'),
                      text: skeletonFrom(skeleton.body, skeleton.kind, language),
                    },
                  ]
                : []),
              ...(await Promise.all(exampleIds.map((id) => exampleText(id, today)))),
            ]}
            starts={may(who, 'run.start')}
            read={readAgenda}
            hold={holdMeeting}
          />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
