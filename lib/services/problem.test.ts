import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ServiceError } from './errors';
import { languageOf, problemResponse, toProblem } from './problem';

const request = (headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/api/v1/meetings?x=1', { headers });
const silent = { error: () => undefined };

describe('problem details', () => {
  it('an unknown error shows a number and never its message', async () => {
    const logged: unknown[] = [];
    const response = problemResponse(new Error('password=hunter2 at /srv'), request(), {
      error: (...all: unknown[]) => logged.push(all),
    });
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toMatch(/hunter2|srv/);
    const { id } = z.object({ id: z.uuid() }).parse(JSON.parse(body));
    expect(JSON.stringify(logged)).toContain(id);
  });

  it('a refusal keeps its status, its words and where it was asked', async () => {
    const extra = { run: { status: 'finished' }, status: 200 };
    const refused = new ServiceError('conflict', 'run.finished', { outcome: 'decided' }, [], extra);
    const response = problemResponse(refused, request({ 'accept-language': 'ru-RU,ru;q=0.9' }));
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: 409,
      code: 'run.finished',
      instance: '/api/v1/meetings',
      run: { status: 'finished' },
      detail: expect.stringContaining('Заседание завершено решением'),
    });
  });

  it('says who to be and how long to wait in the headers that clients read', () => {
    expect(
      problemResponse(new ServiceError('unauthenticated', 'auth.no_session'), request()).headers.get(
        'www-authenticate',
      ),
    ).toContain('Bearer');
    const limited = new ServiceError('rate_limited', 'unavailable', { seconds: 7 });
    expect(problemResponse(limited, request()).headers.get('retry-after')).toBe('7');
  });

  it('a database that is away is 503, not our mistake', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(toProblem(new Error('query failed', { cause: refused }), 'en', '', silent)).toMatchObject({
      status: 503,
      code: 'database_unavailable',
    });
  });

  it('the chosen language wins over the browser’s', () => {
    expect(languageOf(request({ cookie: 'a=b; xio_lang=ru', 'accept-language': 'en' }))).toBe('ru');
    expect(languageOf(request({ 'accept-language': 'de, ru;q=0.5' }))).toBe('ru');
    expect(languageOf(request())).toBe('en');
  });
});
