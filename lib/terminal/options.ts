import { resolve } from 'node:path';
import type { Language } from '@/lib/council/agenda.schema';
import { type ModelRef, modelSchema } from '@/lib/council/team.schema';
import { surroundings } from '@/lib/env';
import { readFlags } from './flags';

/** For a sentence that names them. */
export const providers = modelSchema.shape.provider.options.join(', ');

export interface Options {
  agenda: string;
  out: string;
  /** What relative paths are relative to. */
  folder: string;
  model: ModelRef | null;
  team: string | null;
  language: Language | null;
  pace: number | null;
  /** `file`, `notion`, or an integration’s label. */
  exportTo: string | null;
}

const text = { type: 'string' } as const;
const known = {
  out: text,
  model: text,
  team: text,
  lang: text,
  pace: text,
  export: text,
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * What was asked for on the command line; null for help. Paths are relative to `folder`.
 * @throws BadInput
 */
export function readOptions(
  args: string[],
  folder: string = surroundings().folder,
): { options: Options | null; language: Language } {
  const { values, positionals, language, spoken, bad } = readFlags(args, known, 'hint');
  if (values.help === true) return { options: null, language: spoken };

  const given = (name: Exclude<keyof typeof known, 'help'>) => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const [agenda] = positionals;
  if (agenda === undefined) throw bad('agenda');
  if (positionals.length > 1) throw bad('agendas', { count: positionals.length });
  const out = given('out');
  if (out === null) throw bad('out');
  const pace = given('pace');
  if (pace !== null && !/^\d+(\.\d+)?$/.test(pace)) throw bad('pace', { value: pace });
  const team = given('team');
  const wanted = given('model');
  const model = wanted === null ? null : readModel(wanted);
  if (wanted !== null && !model) throw bad('model', { value: wanted, providers });
  return {
    language: spoken,
    options: {
      agenda: resolve(folder, agenda),
      out: resolve(folder, out),
      folder,
      model,
      team: team === null ? null : resolve(folder, team),
      language,
      pace: pace === null ? null : Number(pace),
      exportTo: given('export'),
    },
  };
}

/** `provider:name`; a name may hold colons itself. */
export function readModel(value: string): ModelRef | null {
  if (value === 'playbook') return { provider: 'playbook', name: 'playbook' };
  const [, provider, name] = /^(\w+):(\S+)$/.exec(value) ?? [];
  return modelSchema.safeParse({ provider, name }).data ?? null;
}
