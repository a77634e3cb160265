import type { useTranslations } from 'next-intl';

export type Translate = ReturnType<typeof useTranslations<'audit'>>;
type Leaf = string | number | boolean | null;

/** Fields whose values are words of ours, not somebody's own. */
const worded = new Set(
  (
    'action role defaultRole method control scope format state status kind target to template protocol reversibility ' +
    'subjectType language fallback'
  ).split(' '),
);

const isLeaf = (value: unknown): value is Leaf | undefined => typeof value !== 'object' || value === null;

/** What a row wrote down, value by value under its path; a list of plain values is one. */
export function leavesOf(value: unknown, path: string[] = []): [path: string[], value: Leaf | string[]][] {
  if (value === undefined) return [];
  if (isLeaf(value)) return [[path, value ?? null]];
  if (Array.isArray(value) && value.every(isLeaf)) return [[path, value.map((one) => String(one))]];
  return Object.entries(value ?? {}).flatMap(([name, one]) => leavesOf(one, [...path, ...name.split('.')]));
}

/** A path in words: each step that is ours by its name, places counted from one. */
export const pathInWords = (t: Translate, path: readonly string[]): string =>
  path.length === 0
    ? t('value')
    : path
        .map((step) =>
          /^\d+$/.test(step) ? `${Number(step) + 1}` : t.has(`fields.${step}`) ? t(`fields.${step}`) : step,
        )
        .join(' › ');

/** A value in words; null where there is none. */
export function valueInWords(t: Translate, path: readonly string[], value: Leaf | string[]): string | null {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  const ours = worded.has(path.at(-1) ?? '');
  const word = (text: string) => (ours && t.has(`values.${key(text)}`) ? t(`values.${key(text)}`) : text);
  if (Array.isArray(value)) return value.map(word).join(', ');
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value))
    return `${value.slice(0, 16).replace('T', ' ')} UTC`;
  return word(String(value));
}

const key = (text: string) => text.replaceAll('.', '_');
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** One line of what changed, or of what else was written down. */
export interface Line {
  path: string;
  before: string | null;
  after: string | null;
}

/** What differs between `before` and `after`, by path. */
export function changesOf(t: Translate, before: unknown, after: unknown): Line[] {
  const [was, is] = [before, after].map(
    (one) => new Map(leavesOf(one).map(([path, value]) => [path.join('.'), { path, value }])),
  );
  const paths = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...paths].flatMap((at) => {
    const [old, now] = [was?.get(at), is?.get(at)];
    const path = old?.path ?? now?.path ?? [];
    const [a, b] = [old?.value ?? null, now?.value ?? null];
    if (same(a, b)) return [];
    const [said, says] = [valueInWords(t, path, a), valueInWords(t, path, b)];
    return said === says ? [] : [{ path: pathInWords(t, path), before: said, after: says }];
  });
}
