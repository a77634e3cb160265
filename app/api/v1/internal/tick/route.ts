import { guardTick } from '@/lib/auth/guard';
import { stayFor } from '@/lib/auth/stay';
import { tick } from '@/lib/services/tick';
import { handleInternal } from '../../_http/handle';
import { json } from '../../_http/respond';

export const dynamic = 'force-dynamic';
export const maxDuration = 300;

/** What the platform's scheduler calls every minute. */
export const GET = handleInternal(guardTick, async (ctx) => {
  const { done, rest } = await tick(ctx);
  stayFor(ctx, rest);
  return json(done);
});
