import { checkReadiness } from '@/lib/services/readiness';
import { getContext } from '@/lib/wiring';
import { handleOpen } from '../_http/handle';
import { json } from '../_http/respond';

export const dynamic = 'force-dynamic';

/** The process can serve: the database answers and is up to date. */
export const GET = handleOpen(async () => json(await checkReadiness(await getContext())));
