import { manyExports, oneExport } from '@/lib/targets/notion/testing/many-exports';
import type { Lab } from './lab';
import type { Row } from './table';

/** Into Notion: what a decision with eight tasks costs, and what stands there after 500 of them while every third call fails. */
export async function exportsToNotion(_: Lab): Promise<Row[]> {
  const { calls, all, seconds } = await oneExport();
  const found = await manyExports({ count: 500, seed: 2026, rate: 1 / 3 });
  const none = (name: string, value: number): Row => ({
    name: `500 decisions, every third call fails: ${name}`,
    value,
    unit: '',
    atMost: { of: 'value', limit: 0 },
  });
  return [
    ...Object.entries(calls).map(
      ([name, value]): Row => ({ name: `a decision with 8 tasks: ${name}`, value, unit: 'calls' }),
    ),
    { name: 'a decision with 8 tasks: in all', value: all, unit: 'calls' },
    { name: 'at 3 calls a second', value: seconds, unit: 's', atMost: { of: 'value', limit: 20 } },
    none('pages missing', found.missing),
    none('pages twice', found.twice),
    none('pages with other content', found.wrong),
    none('links between decision and task that are wrong', found.unlinked),
    { name: 'calls an artifact, while every third fails', value: found.calls / found.artifacts, unit: 'calls' },
    { name: 'faults', value: found.faults, unit: '' },
  ];
}
