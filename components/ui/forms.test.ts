import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it('puts nothing that is typed into an address, where a form is sent before its script has come', () => {
  const bare = globSync('{app,components}/**/*.tsx', { cwd: root }).flatMap((file) =>
    [...readFileSync(resolve(root, file), 'utf8').matchAll(/<form\b(?:=>|[^<>])*/g)].flatMap(([tag]) =>
      /onSubmit=/.test(tag) && !/method="post"|action=|\{\.\.\.form\}/.test(tag)
        ? [`${file}: ${tag.slice(0, 80)}`]
        : [],
    ),
  );
  expect(bare).toEqual([]);
});
