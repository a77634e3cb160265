import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { preciseNow } from './children';
import { stampedWords, stampOf } from './stamps';

/**
 * The floor of what is seen: a page that appends words to as many paragraphs as seats speak, from a bare stream. Told
 * `{seats, paceMs}` it answers `{url}`.
 */
process.on('message', ({ seats, paceMs }: { seats: number; paceMs: number }) => {
  const html = `<!doctype html><meta charset="utf-8">${'<p></p>'.repeat(seats)}<script>
    const rows = document.querySelectorAll('p');
    new EventSource('/stream').onmessage = ({ data }) => {
      const { seat, word } = JSON.parse(data);
      rows[seat].append(word + ' ');
    };
  </script>`;
  const server = createServer(async (request, response) => {
    if (request.url !== '/stream') return response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
    for (let n = 0; n < 2 * stampedWords; n++) {
      for (let seat = 0; seat < seats; seat++) {
        response.write(`data: ${JSON.stringify({ seat, word: stampOf(preciseNow() + seat) })}\n\n`);
      }
      await wait(paceMs);
    }
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address?.port}` });
  });
});
process.on('disconnect', () => process.exit());
