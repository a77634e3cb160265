import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What a person with a screen reader, weak sight or no mouse could not use. */
export async function barriersOn(page: Page): Promise<string[]> {
  // In this page, not in one more that collects from frames, which there are none of; and what passed is not listed.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${new URL(page.url()).pathname} ${id}: ${node.html.slice(0, 160)}`),
    );
}
