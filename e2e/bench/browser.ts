import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { sessionCookie } from '@/lib/auth/token';
import { findChromium } from '@/lib/terminal/browser.mjs';
import type { Lab } from './lab';
import { residentMb } from './server-process';

const megabyte = 1024 * 1024;
/** How every browser of the benches is started. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One page in a browser of its own, signed in, so that nothing another page left behind is counted. */
export interface Tab {
  page: Page;
  browser: Browser;
  cdp: CDPSession;
  /** CPU time of the page's main thread so far, whoever else the machine works for; and the clock, both ms. */
  busy(): Promise<{ cpuMs: number; atMs: number }>;
  /** What is alive after a full collection, of scripts and of the document, MB. */
  heapMb(): Promise<number>;
  /** Resident memory of the process that draws the page, MB. Linux only. */
  processMb(): Promise<number>;
  close(): Promise<void>;
}

const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });
const usageSchema = z.object({
  usedSize: z.number(),
  embedderHeapUsedSize: z.number(),
  backingStorageSize: z.number(),
});
const processesSchema = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });

/** Where Chromium is. @throws Error when there is none. */
export async function chromiumPath(): Promise<string> {
  const path = await findChromium();
  if (!path) throw new Error('There is no Chromium: set XIO_CHROMIUM to the path of one');
  return path;
}

export async function openTab(lab: Pick<Lab, 'url' | 'token'>, viewport = { width: 1440, height: 1200 }): Promise<Tab> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: browserArgs });
  const context = await browser.newContext({ viewport });
  const { hostname: domain } = new URL(lab.url);
  await context.addCookies([{ name: sessionCookie, value: lab.token, domain, path: '/' }]);
  const page = await context.newPage();
  // Our compiler marks the names of functions with a helper, which functions that go into the page must find there.
  await page.addInitScript('globalThis.__name ??= (named) => named');
  const cdp = await context.newCDPSession(page);
  const system = await browser.newBrowserCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    page,
    browser,
    cdp,
    async busy() {
      const { metrics } = metricsSchema.parse(await cdp.send('Performance.getMetrics'));
      const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
      return { cpuMs: of('TaskDuration') * 1000, atMs: of('Timestamp') * 1000 };
    },
    async heapMb() {
      await cdp.send('HeapProfiler.collectGarbage');
      const usage = usageSchema.parse(await cdp.send('Runtime.getHeapUsage'));
      return (usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize) / megabyte;
    },
    async processMb() {
      await cdp.send('HeapProfiler.collectGarbage');
      const { processInfo } = processesSchema.parse(await system.send('SystemInfo.getProcessInfo'));
      return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id)));
    },
    close: () => browser.close(),
  };
}

/** One task of a page's main thread, ms. `cpuMs` leaves out what others took of the processor meanwhile. */
export interface Task {
  wallMs: number;
  cpuMs: number;
}

const traceSchema = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.string().optional() }).optional(),
    }),
  ),
});

/** Does `work` and tells which tasks the page's main thread ran meanwhile. */
export async function traced<T>({ browser, page }: Tab, work: () => Promise<T>): Promise<{ result: T; tasks: Task[] }> {
  await browser.startTracing(page, { categories: ['-*', '__metadata', 'disabled-by-default-devtools.timeline'] });
  const result = await work();
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
  const main = new Set(
    traceEvents
      .filter(({ name, args: given }) => name === 'thread_name' && given?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.flatMap(({ name, pid, tid, dur = 0, tdur = dur }) =>
    name === 'RunTask' && main.has(`${pid} ${tid}`) ? [{ wallMs: dur / 1000, cpuMs: tdur / 1000 }] : [],
  );
  return { result, tasks };
}

export const longerThan = (tasks: readonly Task[], of: keyof Task, ms: number): number =>
  tasks.filter((task) => task[of] > ms).length;

/** When each stamped word was painted. */
export const paintedOn = async ({ page }: Tab): Promise<Map<string, number>> =>
  new Map(Object.entries(await page.evaluate(() => window.heard.painted)).filter(([, at]) => Number.isFinite(at)));
