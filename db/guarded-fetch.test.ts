import { createServer } from 'node:http';
import { BrokenCircuitError } from 'cockatiel';
import { expect, it } from 'vitest';
import { guardFetch } from './guarded-fetch';

it('leaves a database that fails alone, and goes on once it answers: requests fail at once instead of piling up', async () => {
  let [status, asked] = [503, 0];
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  const url = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/sql`;
  const changes: boolean[] = [];
  const guarded = guardFetch(5_000, (open) => changes.push(open), { failuresInARow: 3, coolMs: 20 });
  const ask = () =>
    guarded(url, { method: 'POST' }).then(
      (answer) => answer.status,
      (error) => (error instanceof BrokenCircuitError ? 'left alone' : error),
    );
  status = 400; // a statement's own mistake is no failure of the database
  for (let time = 0; time < 4; time += 1) expect(await ask()).toBe(400);
  status = 503;
  for (let time = 0; time < 3; time += 1) expect(await ask()).toBe(503);
  expect(await Promise.all([ask(), ask()])).toEqual(['left alone', 'left alone']);
  expect(asked).toBe(7);
  status = 200;
  await expect.poll(ask, { interval: 25 }).toBe(200);
  expect(changes).toEqual([true, false]);
  server.closeAllConnections();
  server.close();
});
