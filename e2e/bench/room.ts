import { sessionCookie } from '@/lib/auth/token';
import { longerThan, openTab, type Tab, traced } from './browser';
import { comment } from './comments';
import { heightsOf, scrollThrough, watchOpening } from './in-page';
import type { Lab } from './lab';
import { makeLongMeeting } from './long-run';
import { quantile, type Row } from './table';

const few = 100;
const many = 10_000;
/** A task longer than this is felt, ms. */
const longTask = 50;
/** About a screen each animation frame. */
const stepPx = 1000;
const minutes = 'section[aria-label="Minutes"]';

interface Opened {
  openMs: number;
  /** Of the main thread until then and a moment after. */
  openCpuMs: number;
  openLong: number;
  htmlKb: number;
  scroll: Awaited<ReturnType<typeof scroll>>;
  heapMb: number;
  processMb: number;
  comments: Awaited<ReturnType<typeof comment>>;
}

async function scroll(tab: Tab, selector: string) {
  const { result, tasks } = await traced(tab, () => tab.page.evaluate(scrollThrough, { selector, by: stepPx }));
  return {
    steps: result.steps,
    blank: result.blank,
    frameP99: quantile(result.frames, 0.99),
    longCpu: longerThan(tasks, 'cpuMs', longTask),
    longWall: longerThan(tasks, 'wallMs', longTask),
    worstCpu: Math.max(...tasks.map(({ cpuMs }) => cpuMs)),
    cpuAStep: tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / result.steps,
  };
}

/** Opens the meeting in a new browser, reads it from end to end and back, and weighs what the page keeps. */
async function read(lab: Lab, meetingId: string, turns: number): Promise<Opened & { height: number }> {
  const url = `${lab.url}/meetings/${meetingId}`;
  const html = await (await fetch(url, { headers: { cookie: `${sessionCookie}=${lab.token}` } })).arrayBuffer();
  const tab = await openTab(lab);
  try {
    const { page } = tab;
    await page.addInitScript(watchOpening, `t${turns}`);
    const { result: openMs, tasks } = await traced(tab, async () => {
      await page.goto(url, { timeout: 60_000 });
      const shown = await page.waitForFunction(() => performance.getEntriesByName('shown')[0]?.duration, null, {
        polling: 100,
        timeout: 60_000,
      });
      return (await shown.jsonValue()) ?? Number.NaN;
    });
    const scrolled = await scroll(tab, minutes);
    return {
      openMs,
      htmlKb: html.byteLength / 1024,
      openCpuMs: tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
      openLong: longerThan(tasks, 'cpuMs', longTask),
      scroll: scrolled,
      heapMb: await tab.heapMb(),
      processMb: await tab.processMb(),
      comments: await comment(lab, tab, meetingId),
      height: (await page.evaluate(heightsOf, minutes)).inner,
    };
  } finally {
    await tab.close();
  }
}

/** The same scroll over an empty page of the same height: what browser and machine cost by themselves. */
async function bareScroll(lab: Lab, height: number) {
  const tab = await openTab(lab);
  try {
    const html =
      `<style>body{margin:0}section{height:100vh;overflow:auto}div{height:${height}px;` +
      'background:repeating-linear-gradient(#fff 0 100px,#eee 100px 200px)}</style><section><div></div></section>';
    await tab.page.goto(`data:text/html,${encodeURIComponent(html)}`);
    return await scroll(tab, 'section');
  } finally {
    await tab.close();
  }
}

/** What the live room costs in a real browser: a long record to open, to read and to keep. */
export async function room(lab: Lab): Promise<Row[]> {
  const short = await read(lab, await makeLongMeeting(lab, few), few);
  const long = await read(lab, await makeLongMeeting(lab, many), many);
  const bare = await bareScroll(lab, long.height);
  console.log(
    `room: ${long.height} px in ${long.scroll.steps} steps of ${stepPx} px, ${long.scroll.blank} of each tenth blank`,
  );
  const name = '10,000 turns';
  return [
    { name: `${name}: until its end is shown, over 100`, value: long.openMs, floor: short.openMs, unit: 'ms' },
    { name: `${name}: CPU of opening`, value: long.openCpuMs, floor: short.openCpuMs, unit: 'ms' },
    { name: `${name}: page as sent`, value: long.htmlKb, floor: short.htmlKb, unit: 'KB' },
    { name: `${name}: opening, tasks over 50 ms CPU`, value: long.openLong, floor: short.openLong, unit: '' },
    {
      name: `${name}: scroll, tasks over 50 ms CPU, over a bare page`,
      value: long.scroll.longCpu,
      floor: bare.longCpu,
      unit: '',
      atMost: { of: 'difference', limit: 0 },
    },
    { name: '  by the clock', value: long.scroll.longWall, floor: bare.longWall, unit: '' },
    { name: '  longest task, CPU', value: long.scroll.worstCpu, floor: bare.worstCpu, unit: 'ms' },
    { name: '  CPU a step', value: long.scroll.cpuAStep, floor: bare.cpuAStep, unit: 'ms' },
    { name: '  frame to frame p99', value: long.scroll.frameP99, floor: bare.frameP99, unit: 'ms' },
    {
      name: `${name}: heap after collection, over 100`,
      value: long.heapMb,
      floor: short.heapMb,
      unit: 'MB',
      atMost: { of: 'difference', limit: 60 },
    },
    { name: '  resident memory of the page', value: long.processMb, floor: short.processMb, unit: 'MB' },
    {
      name: `${name}: a comment, CPU of the page`,
      value: long.comments.cpuMs,
      floor: short.comments.cpuMs,
      unit: 'ms',
    },
    ...[0.5, 0.99].map(
      (q): Row => ({
        name: `  append to paint p${q * 100}`,
        value: quantile(long.comments.delays, q),
        floor: quantile(short.comments.delays, q),
        unit: 'ms',
        ...(q > 0.5 && { atMost: { of: 'value', limit: 100 } }),
      }),
    ),
  ];
}
