import type { Page } from '@playwright/test';
import { expect } from './journey';

/** Tabs on until something of that name has the focus; whatever has it on the way must show so. */
export const tabber = (page: Page) => async (name: RegExp) => {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press('Tab');
    const { text, seen } = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return { text: '', seen: true };
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      const around = at.parentElement ? getComputedStyle(at.parentElement).boxShadow : 'none';
      const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
      const labelled = 'labels' in at && at.labels instanceof NodeList ? at.labels[0]?.textContent : null;
      const text = (at.getAttribute('aria-label') ?? labelled ?? at.textContent ?? '').trim();
      // A field that is typed into shows its caret.
      const caret = at.matches('input:not([type="radio"], [type="checkbox"], [type="file"], [type="color"]), textarea');
      return { text, seen: outlined || caret || boxShadow !== 'none' || around !== 'none' };
    });
    expect(seen, `the focus is seen on “${text}”`).toBe(true);
    if (name.test(text)) return;
  }
  throw new Error(`Tab never reached ${name}`);
};
