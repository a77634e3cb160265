import { parseArgs } from 'node:util';
import type { Language } from '@/lib/council/agenda.schema';
import { nearest } from '@/lib/services/agendas/nearest';
import { BadInput } from './bad-input';
import { systemLanguage, wordsIn } from './words';

/** Options that every command of the terminal knows; each command adds its own. */
export type Flags = Record<string, { type: 'string' | 'boolean'; short?: string }>;

/**
 * The words of a command line: which options, which files, in which language to answer. `--help` alone excuses mistakes;
 * `hint` is the sentence that says where help is.
 * @throws BadInput for an option that is unknown, repeated, or lacks its value
 */
export function readFlags<T extends Flags>(args: string[], known: T, hint: string) {
  const { values, positionals, tokens } = parseArgs({
    args,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const lang = new Map<string, unknown>(Object.entries(values)).get('lang');
  const language: Language | null = lang === 'ru' || lang === 'en' ? lang : null;
  const spoken = language ?? systemLanguage();
  const { t } = wordsIn(spoken);
  const bad = (key: string, args: Record<string, string | number> = {}) =>
    new BadInput([t(`bad.${key}`, args), t(hint)]);
  const read = { values, positionals, language, spoken, bad };
  if (tokens.some((token) => token.kind === 'option' && token.name === 'help')) return read;
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = token.rawName;
    if (!Object.hasOwn(known, token.name)) {
      const near = nearest(token.name, Object.keys(known));
      throw near ? bad('option_near', { option, nearest: `--${near}` }) : bad('option', { option });
    }
    const swallowed = token.inlineValue === false && token.value?.startsWith('--');
    if (known[token.name]?.type === 'string' && (!token.value || swallowed)) throw bad('value', { option });
    if (seen.has(token.name)) throw bad('repeated', { option });
    seen.add(token.name);
  }
  if (typeof lang === 'string' && !language) throw bad('lang', { value: lang });
  return read;
}
