import { promptTokens } from '../../council/budget';
import type { SpeechRequest } from '../../ports/speech';
import { labels } from '../prompts/labels';
import { prompts } from '../prompts/prompts';
import { fence, oneLine } from './fence';
import { type Section, sections } from './sections';

export interface Prompt {
  system: string;
  messages: { role: 'user'; content: string }[];
}

const charsPerToken = 3.5;

/** Tokens of a text, estimated. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / charsPerToken);

/**
 * Builds the prompt of a turn within a budget of estimated tokens (at least 3,000). Instructions are never cut;
 * the material is, least important and oldest first, and says how much was left out.
 */
export function buildPrompt(request: SpeechRequest, budgetTokens = promptTokens): Prompt {
  const { state, seat, purpose } = request;
  const language = state.agenda.language;
  const task = taskText(request);
  const system = (tag: string) =>
    prompts[language].system.text
      .replaceAll('{{seat}}', () => oneLine(seat.name, 60))
      .replaceAll('{{role}}', labels[language].roles[seat.role])
      .replaceAll('{{persona}}', () => oneLine(seat.persona, 1200))
      .replace(/ +$/gm, '')
      .replaceAll('{{words}}', purpose === 'ballot' || purpose === 'select' ? '30-60' : '60-120')
      .replaceAll('{{fence}}', tag);
  const empty = fence('', ['']);
  const room =
    Math.floor(budgetTokens * charsPerToken) - system(empty.tag).length - empty.fenced.length - task.length - 8;
  const material = arrange(sections(request), room, labels[language].more);
  const { tag, fenced } = fence(material, [state.runId, request.turn, request.attempt, seat.id, state.seed]);
  return { system: system(tag), messages: [{ role: 'user', content: `${fenced}\n\n${task}` }] };
}

function taskText({ state, purpose, asks, said }: SpeechRequest): string {
  const language = state.agenda.language;
  const words = labels[language];
  const wanted = asks.slice(0, 8).map(({ code, subject }) => {
    const id = subject && /^[\w-]{1,20}$/.test(subject) ? ` (${subject})` : '';
    return `- ${words.asks[code]}${id}`;
  });
  return [
    `${words.task}: ${prompts[language][purpose].text}`,
    ...(wanted.length > 0 ? [`${words.asked}:\n${wanted.join('\n')}`] : []),
    ...(said.length > 0 ? [words.answerSaid] : []),
  ].join('\n\n');
}

/** Fits sections into so many characters: each gets at most its share and what is left. */
export function arrange(all: Section[], room: number, more: string): string {
  const blocks: string[] = [];
  let left = room;
  for (const section of all) {
    const block = fill(section, Math.min(left, Math.floor(room * section.share)) - 2, more);
    if (block === null) continue;
    blocks.push(block);
    left -= block.length + 2;
  }
  return blocks.join('\n\n');
}

function fill({ title, lines, keep }: Section, room: number, more: string): string | null {
  const note = (count: number) => `(… ${count} ${more})`;
  let left = room - title.length - 4 - note(lines.length).length;
  const kept: string[] = [];
  for (const line of keep === 'first' ? lines : lines.toReversed()) {
    const piece = line.length + 1 <= left || kept.length > 0 ? line : `${line.slice(0, Math.max(0, left - 2))}…`;
    if (piece.length + 1 > left || piece.length < Math.min(line.length, 40)) break;
    kept.push(piece);
    left -= piece.length + 1;
  }
  if (kept.length === 0) return null;
  if (keep === 'last') kept.reverse();
  const omitted = lines.length - kept.length;
  if (omitted > 0) kept.splice(keep === 'last' ? 0 : kept.length, 0, note(omitted));
  return [`## ${title}`, ...kept].join('\n');
}

/** Asks for the same answer again, well formed. Holds the broken one, what is wrong, and the ids, not the material. */
export function repairPrompt(request: SpeechRequest, broken: string, issues: readonly string[]): Prompt {
  const { state, purpose } = request;
  const { repair } = labels[state.agenda.language];
  const ids = [
    ...state.alternatives.map((one) => `${one.id} ${oneLine(one.name, 80)}`),
    ...state.criteria.map((one) => oneLine(one.name, 60)),
    ...state.objections.map((one) => one.id),
    ...state.risks.map((one) => one.id),
  ];
  const material = `${broken.slice(0, 9000)}\n\n${ids.join('\n').slice(0, 3000)}`;
  const { tag, fenced } = fence(material, [state.runId, request.turn, request.attempt, 'repair']);
  const wrong = issues.map((issue) => `- ${oneLine(issue, 200)}`).join('\n');
  return {
    system: repair.replaceAll('{{fence}}', tag),
    messages: [{ role: 'user', content: `${fenced}\n\n${prompts[state.agenda.language][purpose].text}\n\n${wrong}` }],
  };
}
