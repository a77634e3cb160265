import { openApiPage } from '@/lib/openapi/page';
import { handlePublic } from '../_http/handle';

export const dynamic = 'force-dynamic';

export const GET = handlePublic(async (request) => {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(openApiPage(request.headers.get('x-nonce')), { headers });
});
