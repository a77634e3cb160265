import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { sessionCookie } from '@/lib/auth/token';
import { browserArgs, chromiumPath } from './browser';
import { hold, makeMeeting, startPaused } from './council';
import type { Lab } from './lab';
import { median, type Row } from './table';

const program = resolve(import.meta.dirname, '../../node_modules/lighthouse/cli/index.js');
const categories = ['performance', 'accessibility', 'best-practices'] as const;
/** Of 100, each. */
const asked = 95;
/** The middle of so many: a score falls while the machine works for others. A phone's is told, not asked for. */
const repetitions = { desktop: 3, phone: 1 };

const auditSchema = z.looseObject({ score: z.number().nullable(), title: z.string() });
const categorySchema = z.object({
  score: z.number().nullable(),
  auditRefs: z.array(z.looseObject({ id: z.string(), weight: z.number() })),
});
const reportSchema = z.looseObject({
  categories: z.object({
    performance: categorySchema,
    accessibility: categorySchema,
    'best-practices': categorySchema,
  }),
  audits: z.record(z.string(), auditSchema),
});
type Report = z.infer<typeof reportSchema>;

/** One report of a page, of somebody who is signed in, as a desktop or a phone would load it; `tries`: a busy machine's trace may fail. */
async function report(lab: Lab, path: string, phone: boolean, tries = 3): Promise<Report> {
  const child = spawn(
    process.execPath,
    [
      program,
      lab.url + path,
      '--output=json',
      '--output-path=stdout',
      '--quiet',
      '--no-enable-error-reporting',
      `--only-categories=${categories.join()}`,
      `--extra-headers=${JSON.stringify({ cookie: `${sessionCookie}=${lab.token}` })}`,
      `--chrome-flags=${['--headless=new', ...browserArgs].join(' ')}`,
      ...(phone ? [] : ['--preset=desktop']),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, CHROME_PATH: await chromiumPath() } },
  );
  const ended = once(child, 'exit');
  const json = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) {
    if (tries > 1) return report(lab, path, phone, tries - 1);
    throw new Error(`Lighthouse ended with ${code} at ${path}`);
  }
  return reportSchema.parse(JSON.parse(json));
}

/** What kept a page from a full score. */
function lost({ categories: of, audits }: Report): string[] {
  return categories.flatMap((name) =>
    of[name].auditRefs.flatMap(({ id, weight }) => {
      const audit = audits[id];
      return weight > 0 && audit && (audit.score ?? 1) < 0.9 ? [`${audit.title} (${audit.score})`] : [];
    }),
  );
}

/** Lighthouse's scores of the pages that people use most. */
export async function lighthouse(lab: Lab): Promise<Row[]> {
  const held = await makeMeeting(lab, 3, 0);
  await hold(lab, held);
  const live = await startPaused(lab, await makeMeeting(lab, 3, 0));
  const pages = {
    list: '/',
    live: `/meetings/${live.meetingId}`,
    decision: `/meetings/${held}/decision`,
    measures: '/measures',
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    for (const phone of [false, true]) {
      const reports: Report[] = [];
      const device = phone ? 'phone' : 'desktop';
      for (let n = 0; n < repetitions[device]; n++) reports.push(await report(lab, path, phone));
      for (const category of categories) {
        rows.push({
          name: `Lighthouse, ${name}, ${device}: ${category}`,
          value: median(reports.map((one) => (one.categories[category].score ?? Number.NaN) * 100)),
          unit: '',
          ...(!phone && { atLeast: asked }),
        });
      }
      for (const why of new Set(reports.flatMap(lost))) console.log(`lighthouse: ${name}, ${device}: ${why}`);
    }
  }
  return rows;
}
