import { cookies } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { GuestView } from '@/components/share/guest-view';
import { previewCookie } from '@/components/share/preview-cookie';
import { guardPage, visitedOrganisation } from '@/lib/auth/guard';
import { runMeant } from '@/lib/services/run-meant';
import { readShared } from '@/lib/services/shares/read';
import { findShare } from '@/lib/services/shares/rows';
import { redactionSchema, scopeSchema } from '@/lib/services/shares/schemas';
import { orNotFound } from '../../../../found';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ link?: string; scope?: string; names?: string }>;
}

export async function generateMetadata() {
  return { title: (await getTranslations('share'))('preview_is') };
}

/** The meeting as a visitor sees it: by a link that was made, or by the terms of one that is not made yet. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { ctx, who } = await guardPage('share.read');
  const meetingId = (await params).id;
  const { link, scope, names } = await searchParams;
  const asked = scopeSchema.safeParse(scope ?? 'decision').data;
  const terms =
    link !== undefined
      ? await orNotFound(findShare(ctx.db, who, { meetingId, id: link }))
      : asked && { scope: asked, redaction: { names: names === '1', passages: await passagesAsked() } };
  if (!terms) notFound();
  const { run } = await orNotFound(runMeant(ctx.db, who.orgId, { meetingId }));
  const { orgId } = who;
  const t = await getTranslations('share');
  const { scope: shown, redaction } = terms;
  return (
    <GuestView
      state={run && (await readShared(ctx, { orgId, scope: shown, redaction }, run))}
      scope={shown}
      organisation={(await visitedOrganisation())?.name ?? ''}
      redacted={redaction.names || redaction.passages.length > 0}
      until={null}
      above={
        <span>
          {t('preview_is')} ·{' '}
          <Link className="link" href={`/meetings/${meetingId}/share`}>
            {t('preview_back')}
          </Link>
        </span>
      }
    />
  );
}

/** The passages that the form named; none where there are none, or none that can be read. */
async function passagesAsked(): Promise<string[]> {
  const kept = (await cookies()).get(previewCookie)?.value;
  if (!kept) return [];
  try {
    const passages: unknown = JSON.parse(Buffer.from(kept, 'base64').toString('utf8'));
    return redactionSchema.safeParse({ passages }).data?.passages ?? [];
  } catch {
    return [];
  }
}
