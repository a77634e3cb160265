import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi } from '@/lib/auth/testing';
import { readEnv } from '../env';
import { createMeeting } from './meetings/create';
import { checkReadiness } from './readiness';
import { scrape } from './scrape';
import { agendaOf } from './testing';

const token = 'a-token-for-prometheus-0123456789';
const never = new Promise<never>(() => {});

describe('what a balancer and Prometheus are told', () => {
  let api: Awaited<ReturnType<typeof createTestApi>>;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api?.close());

  it('signals that hang make an instance degraded, and are not waited for', async () => {
    const { db, signal, drivers } = api.context;
    const hanging = { db, drivers, signal: { ...signal, reachable: () => never } };
    expect(await checkReadiness(hanging)).toEqual({ status: 'ready', migrations: 'done', signals: 'degraded' });
  });

  it('an instance whose database lags behind gets no visitors; one whose database is newer keeps them', async () => {
    const { context, call } = api;
    await context.db.execute(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9999999999999)",
    );
    expect(await (await call('GET', '/api/v1/ready')).json()).toMatchObject({ migrations: 'ahead' });
    await context.db.execute("delete from drizzle.__drizzle_migrations where hash = 'next'");
    const behind = await context.db.execute(
      'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations) returning *',
    );
    const answer = await call('GET', '/api/v1/ready');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'unavailable', migrations: 'pending' });
    const { hash, created_at } = behind.rows[0] ?? {};
    await context.db.execute(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('${hash}', ${created_at})`,
    );
  });

  it('a run that was left counts as such until somebody drives it', async () => {
    const { who } = await api.signIn(await api.newOrganisation(), 'owner');
    expect((await scrape(api.context)).text).toContain('xio_runs_unheld{state="queued"} 0');
    const { id } = await createMeeting(api.context, who, { agenda: agendaOf('Do we keep the second office?') });
    await api.newRun(who, id);
    const { text } = await scrape(api.context);
    expect(text).toContain('xio_runs_unheld{state="queued"} 1');
    expect(text).toContain('xio_runs_unheld_seconds 0');
    expect(text).toContain('xio_database_up 1');
  });

  it('Prometheus sees that the database is gone, and nobody else may look', async () => {
    const { context } = api;
    const lost = new Error('gone');
    const db = new Proxy(context.db, { get: () => () => Promise.reject(lost) });
    const env = readEnv({ NODE_ENV: 'test', XIO_METRICS_TOKEN: token });
    globalThis.xioContext = Promise.resolve({ ...context, env, db });
    const answer = await api.call('GET', '/api/v1/metrics', { token });
    expect(await answer.text()).toContain('xio_database_up 0');
    globalThis.xioContext = Promise.resolve({ ...context, env });
    for (const wrong of [null, `${token}x`])
      expect((await api.call('GET', '/api/v1/metrics', { token: wrong })).status).toBe(401);
    const asCookie = { headers: { cookie: `xio_session=${token}` } };
    expect((await api.call('GET', '/api/v1/metrics', asCookie)).status).toBe(401);
  });
});
