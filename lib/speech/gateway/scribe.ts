import type { z } from 'zod';
import type { Language } from '../../council/agenda.schema';
import { modelKey } from '../../council/budget';
import type { Mark } from '../../council/events';
import type { ModelRef } from '../../council/team.schema';
import type { Piece } from '../../minutes/parts';
import { type PartSaid, partSaidSchema, type WholeSaid, wholeSaidSchema } from '../../minutes/said.schema';
import { type PartRequest, type ScribeResult, SpeechFailure, type WholeRequest } from '../../ports/speech';
import { labels } from '../prompts/labels';
import { prompts } from '../prompts/prompts';
import type { Form } from './call';
import { type FailureCode, failure } from './failures';
import { fence, oneLine } from './fence';
import { leanSchema } from './json-schema';
import type { Prompt } from './prompt';
import { findLooseObject, findObject, lenient, scrub, validFields } from './structure';
import { isRefusal, type Voice } from './understand';

/** Characters of a broken answer that are shown for its repair. */
const brokenRoom = 24_000;

const forms = {
  part: { name: 'minutes_part', schema: leanSchema(partSaidSchema), maxTokens: 8_000 },
  whole: { name: 'minutes_whole', schema: leanSchema(wholeSaidSchema), maxTokens: 3_000 },
} satisfies Record<string, Form>;

/** What a model says of a part of a transcript. @throws SpeechFailure, also where nothing of its answer can be used. */
export function readPart(request: PartRequest, voice: Omit<Voice, 'prompt'>): Promise<ScribeResult<PartSaid>> {
  const { part, heldOn, language } = request;
  const held = heldOn === null ? '' : ` (${labels[language].heldOn}: ${heldOn})`;
  const task = prompts[language].minutes_part.text.replaceAll('{{held}}', held);
  const empty: PartSaid = { summary: [], decisions: [], tasks: [], open_questions: [] };
  const rest = (fields: Record<string, unknown>) => ({ ...empty, ...fields });
  return asked(request, partSaidSchema, forms.part, { material: part.pieces.map(lineOf), task }, rest, voice);
}

/** What a model makes of the lines of a meeting's parts. @throws SpeechFailure. */
export function sumUp(request: WholeRequest, voice: Omit<Voice, 'prompt'>): Promise<ScribeResult<WholeSaid>> {
  const material = request.lines.map(({ text }, at) => `[${at + 1}] ${oneLine(text, 600)}`);
  const task = prompts[request.language].minutes_whole.text;
  return asked(request, wholeSaidSchema, forms.whole, { material, task }, (fields) => fields, voice);
}

/** A turn on a line of its own; a name can't look like the number of a turn, or like what somebody said. */
const lineOf = ({ turn, speaker, text }: Piece): string =>
  `[${turn}] ${oneLine((speaker ?? '?').replace(/[[\]:：<>]+/gu, ' '), 60)}: ${text.replace(/\s+/g, ' ').trim()}`;

interface Asked {
  language: Language;
  model: ModelRef;
}

/** One structured answer: checked, repaired once, else what is valid in it; `rest` makes a whole of its fields. */
async function asked<T>(
  { language, model }: Asked,
  schema: z.ZodType<T> & { shape: Readonly<Record<string, z.ZodType>> },
  form: Form,
  { material, task }: { material: readonly string[]; task: string },
  rest: (fields: Record<string, unknown>) => Record<string, unknown>,
  voice: Omit<Voice, 'prompt'>,
): Promise<ScribeResult<T>> {
  const words = labels[language];
  const fenced = (text: string, what: string, system: string, after: string): Prompt => {
    const { tag, fenced: quoted } = fence(text, [modelKey(model), what]);
    return {
      system: system.replaceAll('{{fence}}', tag),
      messages: [{ role: 'user', content: `${quoted}\n\n${words.task}: ${after}` }],
    };
  };
  const prompt = fenced(material.join('\n'), form.name, prompts[language].scribe.text, task);
  const onChunk = () => undefined;
  const called = await voice.speak({ form, prompt, onChunk }, () => true);
  const paid = [called.tokens];
  const fail = (code: FailureCode) => failure(code, model, { usage: voice.price(paid) });
  const done = (said: T, marks: Mark[]) => ({ said, marks, usage: voice.price(paid) });
  if (called.finish === 'content-filter' || isRefusal(called.raw)) throw fail('model.refused');
  if (called.raw.trim() === '') throw fail('model.empty');

  const read = (raw: string) => {
    const value = scrub(findObject(raw));
    // An object that has none of the fields is no answer, not an empty one.
    const speaks = typeof value === 'object' && value !== null && Object.keys(schema.shape).some((key) => key in value);
    return lenient(schema, speaks ? value : undefined);
  };
  const first = read(called.raw);
  if (first.success) return done(first.data, []);
  const wrong = first.error.issues
    .slice(0, 12)
    .map(({ path, message }) => `- ${oneLine(`${path.join('.') || 'answer'}: ${message}`, 200)}`);
  const repair = fenced(called.raw.slice(0, brokenRoom), 'repair', words.repair, `${task}\n\n${wrong.join('\n')}`);
  const again = await voice.repair({ form, prompt: repair, onChunk }).catch((error: unknown) => {
    // What the first answer holds is not lost because its repair failed.
    if (error instanceof SpeechFailure) return null;
    throw error;
  });
  if (again) paid.push(again.tokens);
  const second = again && read(again.raw);
  if (second?.success) return done(second.data, ['repaired']);

  const objects = await Promise.all([called.raw, again?.raw ?? ''].map(findLooseObject));
  const fields = Object.assign({}, ...objects.map((one) => validFields(schema.shape, scrub(one))));
  const kept = Object.keys(fields).length > 0 ? schema.safeParse(rest(fields)) : null;
  if (!kept?.success) throw fail('model.empty');
  return done(kept.data, ['extracted']);
}
