import { setTimeout as wait } from 'node:timers/promises';
import { openTab, paintedOn, type Tab } from './browser';
import { startChild } from './children';
import { makeMeeting, startPaused } from './council';
import { watchWords } from './in-page';
import type { Lab } from './lab';
import { since } from './stamps';
import { quantile, type Row } from './table';

const experts = 3;
/** 20 a second from each. */
const paceMs = 50;
const councils = 3;
/** Of all three speaking, ms. */
const windowMs = 4000;
const hearOutMs = 9000;

interface Heard {
  /** Share of time for which the main thread worked while three spoke. */
  busy: number;
  /** From a word's leaving the model to its painting, ms. */
  delays: number[];
}

/** Waits until three speak, measures how busy the page is, and hears them out. */
async function listen(tab: Tab): Promise<Heard> {
  await tab.page.evaluate(() => window.heard.threeSpeak);
  const from = await tab.busy();
  await wait(windowMs);
  const to = await tab.busy();
  await wait(hearOutMs);
  const painted = await paintedOn(tab);
  return {
    busy: (to.cpuMs - from.cpuMs) / (to.atMs - from.atMs),
    delays: [...painted].map(([stamp, at]) => since(stamp, at)),
  };
}

/** A council with its viewer there before anybody speaks. */
async function inCouncil<T>(lab: Lab, work: (tab: Tab, meetingId: string, runId: string) => Promise<T>): Promise<T> {
  const { meetingId, runId } = await startPaused(lab, await makeMeeting(lab, experts, paceMs, 'talk'));
  const tab = await openTab(lab);
  try {
    await tab.page.addInitScript(watchWords);
    const stream = tab.page.waitForResponse(/\/stream\?/);
    await tab.page.goto(`${lab.url}/meetings/${meetingId}`);
    await stream;
    return await work(tab, meetingId, runId);
  } finally {
    await tab.close();
    await lab.api('POST', `/meetings/${meetingId}/control`, { control: 'stop', mode: 'now' });
  }
}

/** The same words on a page without anything else. */
async function bare(lab: Lab): Promise<Heard> {
  const server = startChild('bare-page.ts');
  server.send({ seats: experts, paceMs });
  const { url } = await server.next<{ url: string }>();
  const tab = await openTab(lab);
  try {
    await tab.page.addInitScript(watchWords);
    await tab.page.goto(url);
    return await listen(tab);
  } finally {
    await tab.close();
    server.stop();
  }
}

/** Three who speak at once: how busy the page is, and how long a word takes to the eye. */
export async function speech(lab: Lab): Promise<Row[]> {
  const heard: Heard[] = [];
  for (let n = 0; n < councils; n++) {
    const resume = (meetingId: string) => lab.api('POST', `/meetings/${meetingId}/control`, { control: 'resume' });
    heard.push(
      await inCouncil(lab, async (tab, meetingId) => (await Promise.all([listen(tab), resume(meetingId)]))[0]),
    );
  }
  const floor = await bare(lab);
  const busy = heard.reduce((sum, one) => sum + one.busy, 0) / councils;
  const words = heard.flatMap((one) => one.delays);
  console.log(`room: ${words.length} words were seen, ${floor.delays.length} on the bare page`);
  const atMost = { of: 'value', limit: 100 } as const;
  return [
    {
      name: '3 seats, 20 deltas a second: main thread busy',
      value: busy * 100,
      floor: floor.busy * 100,
      unit: '%',
      atMost: { of: 'value', limit: 30 },
    },
    {
      name: '  a word, model to paint p50',
      value: quantile(words, 0.5),
      floor: quantile(floor.delays, 0.5),
      unit: 'ms',
    },
    {
      name: '  a word, model to paint p99',
      value: quantile(words, 0.99),
      floor: quantile(floor.delays, 0.99),
      unit: 'ms',
      atMost,
    },
  ];
}
