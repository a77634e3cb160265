import { redirect } from 'next/navigation';
import { Ask } from '@/components/share/door';
import { GuestView } from '@/components/share/guest-view';
import { guardShare } from '@/lib/auth/guard-share';
import { stayFor } from '@/lib/auth/stay';
import { noteOpening } from '@/lib/services/shares/open';
import { readShared } from '@/lib/services/shares/read';

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ said?: string }>;
}

/** What a share link opens: a document, which needs no JavaScript. */
export default async function SharedPage({ params, searchParams }: Props) {
  const { token } = await params;
  const shared = await guardShare(token);
  const { said } = await searchParams;
  // To where nothing is: a page that only says it is not found would be drawn by script, and here is none.
  if (shared.standing === 'gone' || shared.standing === 'slow') redirect(`/s/${encodeURIComponent(token)}/gone`);
  const { ctx, link, standing } = shared;
  if (standing === 'ask') {
    const { once, passwordHash } = link;
    const word = said === 'wrong' || said === 'slow' ? said : null;
    return <Ask token={token} password={passwordHash !== null} once={once} said={word} />;
  }
  const run = link.runId === null ? null : { id: link.runId, head: link.head ?? 0 };
  if (run && link.scope === 'live' && link.status !== 'finished') redirect(`/s/${token}/live`);
  const state = run && (await readShared(ctx, link, run));
  stayFor(ctx, () => noteOpening(ctx, link, 'opened').catch(() => {}));
  return (
    <GuestView
      state={state}
      scope={link.scope}
      organisation={link.organisation}
      redacted={link.redaction.names || link.redaction.passages.length > 0}
      until={new Date(ctx.clock.now() + link.secondsLeft * 1000).toISOString()}
    />
  );
}
