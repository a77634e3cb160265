import type { Answer, Purpose } from '../../council/answers.schema';
import type { Mark, Usage } from '../../council/events';
import type { RunState } from '../../council/run';
import { SpeechFailure, type SpeechRequest } from '../../ports/speech';
import { type Call, type Called, formOf, type Tokens } from './call';
import { extract } from './extract';
import { type FailureCode, failure } from './failures';
import { type Prompt, repairPrompt } from './prompt';
import { groundCitations, groundQuotes, misquotes } from './quotes';
import { missing, resolveReferences } from './references';
import { findLooseObject, findObject, readAnswer, salvage } from './structure';
import { clean, clip, TextStream } from './text-stream';

export type Ask = Omit<Call, 'model' | 'ref'>;

export interface Voice {
  prompt: Prompt;
  /** The turn's call; `silent` says whether nothing was heard yet. */
  speak(call: Ask, silent: () => boolean): Promise<Called>;
  repair(call: Ask): Promise<Called>;
  /** What the calls of the turn cost, one entry each. */
  price(tokens: Tokens[]): Usage;
}

export interface Understood {
  answer: Answer;
  marks: Mark[];
  usage: Usage;
}

/**
 * One turn from a model's words to a valid answer: streamed, checked, repaired once, else pulled out by rules.
 * What people heard stays the text.
 */
export async function understand(
  request: SpeechRequest,
  onDelta: (text: string) => void,
  voice: Voice,
): Promise<Understood> {
  const { purpose, state, model } = request;
  let stream = new TextStream();
  const onChunk = (chunk: string) => {
    const piece = stream.push(chunk);
    if (piece) onDelta(piece);
  };
  const silent = () => {
    const nothing = stream.text === '';
    if (nothing) stream = new TextStream();
    return nothing;
  };
  const called = await voice.speak({ form: formOf(purpose), prompt: voice.prompt, onChunk }, silent);
  const paid = [called.tokens];
  const fail = (code: FailureCode) => {
    const usage = voice.price(paid);
    return failure(code, model, { usage: usage.known ? usage : null });
  };
  if (called.finish === 'content-filter' || isRefusal(called.raw)) throw fail('model.refused');
  if (called.raw.trim() === '') throw fail('model.empty');
  if (called.finish === 'error' && findObject(called.raw) === undefined) throw fail('model.connection');

  const heard = stream.text;
  const finish = (answer: Answer, marks: Mark[]): Understood => {
    const text = heard || answer.text;
    if (!heard) onDelta(text);
    return { answer: settle({ ...answer, text }, state), marks, usage: voice.price(paid) };
  };

  const first = check(purpose, called.raw, state);
  const wrong =
    'answer' in first ? misquotes(settle({ ...first.answer, text: heard || first.answer.text }, state)) : [];
  if ('answer' in first && wrong.length === 0) return finish(first.answer, []);
  const issues = 'answer' in first ? wrong : first.issues;

  const again = await voice
    .repair({ form: formOf(purpose), prompt: repairPrompt(request, called.raw, issues), onChunk: () => undefined })
    .catch((error: unknown) => {
      // A turn that was heard is not lost because its repair failed.
      if (error instanceof SpeechFailure) return null;
      throw error;
    });
  if (again) paid.push(again.tokens);
  const second = again && check(purpose, again.raw, state);
  if (second && 'answer' in second) return finish(second.answer, ['repaired']);
  // Whole but for a wrong quote: that claim alone is lost, and the log says so.
  if ('answer' in first) return finish(first.answer, []);

  const fallback = await pull(purpose, [again?.raw ?? '', called.raw], heard, state);
  if (!fallback.text) throw fail('model.empty');
  return finish(fallback, ['extracted']);
}

function check(purpose: Purpose, raw: string, state: RunState): { answer: Answer } | { issues: string[] } {
  const read = readAnswer(purpose, raw);
  if (!read.ok) return { issues: read.issues };
  const lacks = missing(purpose, resolveReferences(read.answer, state));
  return lacks.length > 0 ? { issues: lacks } : { answer: read.answer };
}

/** References resolved and quotes grounded. */
function settle(answer: Answer, state: RunState): Answer {
  return groundCitations(groundQuotes(resolveReferences(answer, state)), state);
}

/** The fallback: valid parts of the broken structure, and what rules find in the prose for the rest. */
async function pull(purpose: Purpose, raws: string[], heard: string, state: RunState): Promise<Answer> {
  const objects = await Promise.all(raws.map(findLooseObject));
  const parts = objects.map((value) => salvage(purpose, value));
  const text = heard || objects.map(textOf).find(Boolean) || raws.toReversed().map(prose).find(Boolean) || '';
  const ruled = extract(purpose, text, state);
  const kept = parts.flatMap((part) => Object.entries(part)).filter(([key, value]) => key !== 'text' && holds(value));
  return { ...ruled, ...Object.fromEntries(kept.toReversed()), text };
}

const holds = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

export const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
    ? clip(clean(value.text).trim(), 8000)
    : '';

/** Prose without code fences; nothing where the answer was meant as data. */
export function prose(raw: string): string {
  const text = clean(raw.replace(/^\s*```\w*\s*|\s*```\s*$/g, '')).trim();
  return /^[{[]/.test(text) ? '' : clip(text, 8000).trimEnd();
}

/** A model that declines in words instead of by its finish reason. */
export function isRefusal(raw: string): boolean {
  const start = raw.trimStart().slice(0, 200);
  return (
    raw.length < 600 &&
    !raw.includes('{') &&
    /^(i['’]m sorry|i am sorry|sorry,? (but )?i|i (can['’]?t|cannot|am unable to|won['’]t) (help|assist|comply|answer|provide|continue)|извините,? (но )?я не|я не могу (помочь|ответить|выполнить))/i.test(
      start,
    )
  );
}
