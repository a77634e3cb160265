import { scrape } from '@/lib/services/scrape';
import { handleScrape } from '../_http/handle';

/** The series of this process in Prometheus' text form. */
export const GET = handleScrape(async (ctx) => {
  const { text, contentType } = await scrape(ctx);
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
});
