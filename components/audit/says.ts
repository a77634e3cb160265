import type { useTranslations } from 'next-intl';

type Translate = ReturnType<typeof useTranslations<'audit'>>;

/** What sentences may name; what a row does not say is left out of it. */
const names = [
  'permission',
  'path',
  'format',
  'to',
  'label',
  'model',
  'control',
  'title',
  'name',
  'version',
  'email',
  'role',
  'scope',
  'domain',
];

const scalar = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? value.join(', ')
      : '…';

/** The sentence of a deed; a neutral one for a deed that has none. */
export function says(t: Translate, action: string, detail: Record<string, unknown>): string {
  const key = `says.${action.replaceAll('.', '_')}`;
  const args = Object.fromEntries(names.map((name) => [name, scalar(detail[name])]));
  return t.has(key) ? t(key, args) : t('says.other', { action });
}
