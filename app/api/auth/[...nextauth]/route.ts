import { handlePublic } from '@/app/api/v1/_http/handle';
import { comeBack } from '@/lib/auth/come-back';
import { getContext } from '@/lib/wiring';

/** Where providers send people back to, `/api/auth/callback/<connection>`; all else leads to the page. */
export const GET = handlePublic(async (request) => comeBack(await getContext(), request));
