import { modelKey } from '../../council/budget';
import type { Mark } from '../../council/events';
import { preparedSchema, proposalSchema, type Said } from '../../council/proposal.schema';
import { type PrepareRequest, type PrepareResult, SpeechFailure } from '../../ports/speech';
import { labels } from '../prompts/labels';
import { prompts } from '../prompts/prompts';
import type { Form } from './call';
import { criteria } from './extract';
import { type FailureCode, failure } from './failures';
import { fence, oneLine, quoted } from './fence';
import { leanSchema } from './json-schema';
import { arrange, type Prompt } from './prompt';
import { findLooseObject, findObject, lenient, scrub, validFields } from './structure';
import { TextStream } from './text-stream';
import { isRefusal, prose, textOf, type Voice } from './understand';

/** Characters of what the author typed, of the team and of the template, that a prompt may hold. */
const room = 24_000;
/** Tokens that a proposal may take; the same again for its repair. */
export const proposalTokens = 6_000;

const form: Form = { name: 'prepare', schema: leanSchema(preparedSchema), maxTokens: proposalTokens };

/**
 * A proposed agenda from a model's words: streamed, checked, repaired once, else what is valid in it and what rules
 * find in the prose.
 */
export async function prepare(
  request: PrepareRequest,
  onDelta: (text: string) => void,
  voice: Omit<Voice, 'prompt'>,
): Promise<PrepareResult> {
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
  const called = await voice.speak({ form, prompt: promptOf(request), onChunk }, silent);
  const paid = [called.tokens];
  const fail = (code: FailureCode) => {
    const usage = voice.price(paid);
    return failure(code, request.model, { usage: usage.known ? usage : null });
  };
  if (called.finish === 'content-filter' || isRefusal(called.raw)) throw fail('model.refused');
  if (called.raw.trim() === '') throw fail('model.empty');
  if (called.finish === 'error' && findObject(called.raw) === undefined) throw fail('model.connection');

  const heard = stream.text;
  const finish = ({ text: written, ...said }: Said & { text?: string | undefined }, marks: Mark[]): PrepareResult => {
    const text = heard || written || '';
    if (!heard && text) onDelta(text);
    return { text, said, marks, usage: voice.price(paid) };
  };
  const first = lenient(preparedSchema, scrub(findObject(called.raw)));
  if (first.success) return finish(first.data, []);

  const issues = first.error.issues
    .slice(0, 12)
    .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
  const again = await voice
    .repair({ form, prompt: repairOf(request, called.raw, issues), onChunk: () => undefined })
    .catch((error: unknown) => {
      if (error instanceof SpeechFailure) return null;
      throw error;
    });
  if (again) paid.push(again.tokens);
  const second = again && lenient(preparedSchema, scrub(findObject(again.raw)));
  if (second?.success) return finish(second.data, ['repaired']);

  const raws = [again?.raw ?? '', called.raw];
  const objects = await Promise.all(raws.map(findLooseObject));
  const text = heard || objects.map(textOf).find(Boolean) || raws.toReversed().map(prose).find(Boolean) || '';
  if (!text) throw fail('model.empty');
  const kept = objects.toReversed().map(proposed);
  return finish({ ...pulled(text), ...Object.assign({}, ...kept), text }, ['extracted']);
}

const proposed = (value: unknown): Said => proposalSchema.partial().parse(validFields(proposalSchema.shape, value));

/** Criteria with weights, and what the prose asks. */
function pulled(text: string): Said {
  const weighed = criteria(text)?.map((one) => ({ ...one, why: '' }));
  const asked = (text.match(/[^.!?\n]{8,280}\?/g) ?? []).slice(0, 6).map((one) => one.trim());
  return {
    ...(weighed ? { criteria: weighed } : {}),
    ...(asked.length > 0 ? { missing: asked.map((question) => ({ question, who: '', when: 'before' as const })) } : {}),
  };
}

function promptOf(request: PrepareRequest): Prompt {
  const { agenda, base, team, asked } = request;
  const { language } = agenda;
  const words = labels[language];
  const seat = team.seats.find((one) => one.role === 'moderator');
  const section = (title: string, share: number, lines: string[]) => ({ title, share, lines, keep: 'first' as const });
  const material = arrange(
    [
      section(words.question, 0.3, quoted(asked.question).split('\n')),
      section(words.facts, 0.7, asked.notes ? quoted(asked.notes).split('\n') : []),
      section(words.decider, 0.1, [oneLine(agenda.decider, 120)]),
      section(words.heldOn, 0.1, [agenda.held_on]),
      section(
        words.experts,
        0.4,
        team.seats
          .filter((one) => one.role === 'expert')
          .map((one) => `- ${one.id}: ${oneLine(one.name, 60)}. ${oneLine(one.persona, 240)}`),
      ),
      section(
        words.criteria,
        0.2,
        base.criteria.map((one) => `- ${one.name}: ${one.weight}`),
      ),
      section(
        words.items,
        0.2,
        base.items.map((one) => `- ${one.title} (${one.minutes})`),
      ),
    ].filter((one) => one.lines.length > 0),
    room,
    words.more,
  );
  const { tag, fenced } = fence(material, [modelKey(request.model), agenda.held_on, asked.question.length]);
  const system = prompts[language].system.text
    .replaceAll('{{seat}}', () => oneLine(seat?.name ?? words.roles.moderator, 60))
    .replaceAll('{{role}}', words.roles.moderator)
    .replaceAll('{{persona}}', () => oneLine(seat?.persona ?? '', 1200))
    .replaceAll('{{words}}', '60-120')
    .replaceAll('{{fence}}', tag);
  return { system, messages: [{ role: 'user', content: `${fenced}\n\n${taskOf(request)}` }] };
}

const taskOf = ({ agenda }: PrepareRequest): string =>
  `${labels[agenda.language].task}: ${prompts[agenda.language].prepare.text.replaceAll('{{minutes}}', String(agenda.timebox_minutes))}`;

function repairOf(request: PrepareRequest, broken: string, issues: readonly string[]): Prompt {
  const { tag, fenced } = fence(broken.slice(0, 12_000), [modelKey(request.model), 'repair']);
  const wrong = issues.map((issue) => `- ${oneLine(issue, 200)}`).join('\n');
  return {
    system: labels[request.agenda.language].repair.replaceAll('{{fence}}', tag),
    messages: [{ role: 'user', content: `${fenced}\n\n${taskOf(request)}\n\n${wrong}` }],
  };
}
