import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createTestApi } from '@/lib/auth/testing';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const promtool = [process.env.XIO_PROMTOOL, '/usr/bin/promtool', '/opt/homebrew/bin/promtool'].find(
  (path) => path && existsSync(path),
);
const run = promisify(execFile);

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          record: z.string().optional(),
          alert: z.string().optional(),
          expr: z.string(),
          annotations: z.object({ runbook: z.string() }).optional(),
        }),
      ),
    }),
  ),
});
const rules = rulesSchema.parse(parse(read('alerts.yml'))).groups.flatMap((group) => group.rules);
const dashboardSchema = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })).default([]) })),
});
const panels = dashboardSchema.parse(JSON.parse(read('dashboard.json'))).panels.flatMap(({ targets }) => targets);

/** Names of series in an expression; `le`, labels and functions are none. */
const namesIn = (expr: string) => expr.match(/\b(xio|process|nodejs)[_:][\w:]*/g) ?? [];

describe('what the alerts and the dashboard watch', () => {
  let api: Awaited<ReturnType<typeof createTestApi>>;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api?.close());

  it('is what an instance really prints: nobody watches a series that is not there', async () => {
    const { token } = await api.signIn(await api.newOrganisation(), 'owner');
    const text = await (await api.call('GET', '/api/v1/metrics', { token })).text();
    const printed = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    );
    const known = new Set([...printed, ...rules.flatMap(({ record }) => record ?? [])]);
    const watched = [...rules, ...panels].flatMap(({ expr }) => namesIn(expr));
    expect(watched.length).toBeGreaterThan(40);
    expect(watched.filter((name) => !known.has(name))).toEqual([]);
  });
});

it('every alert leads to what to do', () => {
  const page = readFileSync('lib/hosting/operations.md', 'utf8');
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const { alert, annotations } of rules.filter((rule) => rule.alert)) {
    expect(anchors, alert).toContain(annotations?.runbook.split('#')[1]);
  }
});

describe.skipIf(!promtool)('the alerts, in Prometheus', () => {
  it('fire when they should and only then', async () => {
    const { stdout } = await run(promtool ?? '', ['test', 'rules', join(import.meta.dirname, 'alerts.test.yml')]);
    expect(stdout).toContain('SUCCESS');
  });

  it('are each tried', () => {
    const tried = read('alerts.test.yml');
    expect(rules.flatMap(({ alert }) => (alert && !tried.includes(alert) ? [alert] : []))).toEqual([]);
  });
});
