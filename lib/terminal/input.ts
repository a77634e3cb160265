import { mkdir, readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Agenda } from '@/lib/council/agenda.schema';
import { type ModelRef, type Team, teamSchema } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import { ServiceError } from '@/lib/services/errors';
import { issuesOf } from '@/lib/services/issues';
import { BadInput, refusalLines } from './bad-input';
import type { Options } from './options';
import type { Words } from './words';

/** A path as its user would write it. */
export const shownPath = (folder: string, path: string): string => {
  const short = relative(folder, path);
  return short && !short.startsWith('..') ? short : path;
};
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

/** A file that the user named. @throws BadInput saying why it can't be read. */
export async function readInput(
  path: string,
  { folder }: Pick<Options, 'folder'>,
  words: Words,
  hint = 'hint',
): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    const key = code === 'ENOENT' ? 'no_file' : code === 'EISDIR' ? 'folder' : 'unreadable';
    throw new BadInput([words.t(`bad.${key}`, { path: shownPath(folder, path), folder, code }), words.t(hint)]);
  }
}

/** The folder for the results, made where it is missing. @throws BadInput */
export async function makeFolder({ out, folder }: Pick<Options, 'out' | 'folder'>, words: Words): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new BadInput([words.t('bad.unwritable', { path: shownPath(folder, out), code: codeOf(error) })]);
  }
}

/** The team that was asked for: the file's or the template's, with the model asked for; null for the usual one. */
export async function readTeamWanted(options: Options, agenda: Agenda, words: Words): Promise<Team | null> {
  const { team, model } = options;
  if (team !== null) {
    const config = await readTeamFile(team, options, words);
    return model ? withModel(config, model) : config;
  }
  return model ? withModel(templateOf(agenda.template).team(agenda.language, model), model) : null;
}

const longestName = 80;

const withModel = (team: Team, model: ModelRef): Team => ({
  ...team,
  name: `${team.name} · ${model.provider === 'playbook' ? 'playbook' : model.name}`.slice(0, longestName).trim(),
  seats: team.seats.map((seat) => ({ ...seat, model })),
});

async function readTeamFile(path: string, options: Options, words: Words): Promise<Team> {
  const text = new TextDecoder().decode(await readInput(path, options, words));
  let config: unknown;
  try {
    config = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new BadInput([words.t('bad.json', { path: shownPath(options.folder, path) })]);
  }
  const parsed = teamSchema.safeParse(config);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error, config);
  const [, ...lines] = refusalLines(
    new ServiceError('invalid', 'request.invalid', { count: issues.length }, issues),
    words,
  );
  throw new BadInput([words.t('bad.team', { path: shownPath(options.folder, path) }), ...lines]);
}
