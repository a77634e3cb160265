/**
 * What runs inside the measured page. Playwright sends these functions as text: none may use anything outside itself.
 */

/** Started with the document: ms from its navigation until the row `id` stands in the window. */
export function watchOpening(id: string): void {
  const look = () => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    const seen = box && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    if (seen) performance.measure('shown', { start: 0, end: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export interface Scrolled {
  steps: number;
  /** From one animation frame to the next, ms. */
  frames: number[];
  /** Frames, of one in ten, in which no turn and no heading stood in the window. */
  blank: number;
}

/** Scrolls `selector` to its start and back to its end, `by` px an animation frame. */
export async function scrollThrough({ selector, by }: { selector: string; by: number }): Promise<Scrolled> {
  const box = document.querySelector(selector);
  if (!box) throw new Error(`There is no ${selector}`);
  const { left, top, width, height } = box.getBoundingClientRect();
  const frames: number[] = [];
  let [steps, blank] = [0, 0];
  const travel = (direction: 1 | -1) =>
    new Promise<void>((done) => {
      let before = performance.now();
      const step = (now: number) => {
        frames.push(now - before);
        before = now;
        const at = box.scrollTop;
        box.scrollTop += direction * by;
        steps += 1;
        if (steps % 10 === 0) {
          const points = [0.1, 0.3, 0.5, 0.7, 0.9].map((at) =>
            document.elementFromPoint(left + width / 2, top + height * at)?.closest('[id^="t"], h2'),
          );
          if (!points.some(Boolean)) blank += 1;
        }
        const atEnd = direction < 0 ? box.scrollTop <= 0 : box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
        if ((atEnd && box.scrollTop === at) || steps > 50_000) done();
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
  await travel(-1);
  await travel(1);
  return { steps, frames, blank };
}

/** Heights of the scroller and of what is in it, px. */
export function heightsOf(selector: string): { inner: number; outer: number } {
  const box = document.querySelector(selector);
  return { inner: box?.scrollHeight ?? 0, outer: box?.clientHeight ?? 0 };
}

declare global {
  interface Window {
    /** Stamps by the time they were painted, ms since 1970, and a promise of three rows that speak at once. */
    heard: { painted: Record<string, number>; threeSpeak: Promise<void> };
  }
}

/** Started with the document: notes when each stamped word has been painted. */
export function watchWords(): void {
  const painted: Record<string, number> = {};
  const speaking = new Map<Element, number>();
  let begin = () => {};
  window.heard = { painted, threeSpeak: new Promise((resolve) => (begin = resolve)) };
  const note = (text: string, fresh: string[]) => {
    for (const [stamp] of text.matchAll(/Q[0-9a-z]{6}Z/g)) {
      if (painted[stamp] !== undefined) continue;
      painted[stamp] = Number.POSITIVE_INFINITY;
      fresh.push(stamp);
    }
  };
  const look = (records: MutationRecord[]) => {
    const fresh: string[] = [];
    for (const { target, addedNodes } of records) {
      const before = fresh.length;
      // Of a text that grows only the end can be new.
      if (target instanceof Text) note(target.data.slice(-400), fresh);
      for (const node of addedNodes) note(node.textContent ?? '', fresh);
      const row = (target instanceof Element ? target : target.parentElement)?.closest('article, p');
      if (row && fresh.length > before) speaking.set(row, performance.now());
    }
    if (fresh.length === 0) return;
    if ([...speaking.values()].filter((at) => performance.now() - at < 500).length >= 3) begin();
    requestAnimationFrame(() => {
      // A message that is posted before a paint is delivered after it.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        for (const stamp of fresh) painted[stamp] = performance.timeOrigin + performance.now();
        port1.close();
      };
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
