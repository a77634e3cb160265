import { openApiDocument } from '@/lib/openapi/document';
import { handlePublic } from '../_http/handle';
import { json } from '../_http/respond';

export const dynamic = 'force-dynamic';

export const GET = handlePublic(async () => json(openApiDocument(), 200, { 'cache-control': 'public, max-age=300' }));
