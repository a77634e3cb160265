import { handleOpen } from '../_http/handle';
import { json } from '../_http/respond';

export const dynamic = 'force-dynamic';

/** The process answers. */
export const GET = handleOpen(async () => json({ status: 'ok' }));
