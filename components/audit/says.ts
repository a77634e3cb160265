import { leavesOf, type Translate, valueInWords } from './detail';

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

/** The sentence of a deed; a neutral one for a deed that has none. */
export function says(t: Translate, action: string, detail: Record<string, unknown>): string {
  const key = `says.${action.replaceAll('.', '_')}`;
  const args = Object.fromEntries(
    names.map((name) => {
      const [leaf] = leavesOf(detail[name], [name]);
      return [name, (leaf && valueInWords(t, ...leaf)) ?? '…'];
    }),
  );
  return t.has(key) ? t(key, args) : t('says.other', { action });
}
