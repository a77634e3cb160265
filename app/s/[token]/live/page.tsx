import { redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { LiveGuest } from '@/components/share/live-guest';
import { guardShare } from '@/lib/auth/guard-share';
import { stayFor } from '@/lib/auth/stay';
import { noteOpening } from '@/lib/services/shares/open';
import { readShared } from '@/lib/services/shares/read';

/** A shared meeting while it is held; before and after it is the document at the link's own address. */
export default async function LivePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { ctx, link, standing } = await guardShare(token);
  const held = standing === 'open' && link.scope === 'live' && link.runId !== null && link.status !== 'finished';
  if (!held || link.runId === null) redirect(`/s/${token}`);
  const state = await readShared(ctx, link, { id: link.runId, head: link.head ?? 0 });
  stayFor(ctx, () => noteOpening(ctx, link, 'opened').catch(() => {}));
  const { council, exports } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ council, exports }}>
      <noscript>
        <meta httpEquiv="refresh" content="30" />
      </noscript>
      <LiveGuest state={state} serverNow={ctx.clock.now()} />
    </NextIntlClientProvider>
  );
}
