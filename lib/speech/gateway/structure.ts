import { parsePartialJson } from 'ai';
import type { z } from 'zod';
import { type Answer, answerFields, answerSchemas, type Purpose, purposeFields } from '../../council/answers.schema';
import { clean, clip } from './text-stream';

export type Read = { ok: true; answer: Answer } | { ok: false; value: unknown; issues: string[] };

/** Finds the JSON object in a raw answer: the whole of it, or the first object after prose or a code fence. */
export function findObject(raw: string): unknown {
  const starts = [...raw.matchAll(/\{\s*"/g)].slice(0, 5).map((match) => match.index);
  const end = raw.lastIndexOf('}') + 1;
  for (const start of starts) {
    const value = parse(raw.slice(start, end));
    if (isRecord(value)) return value;
  }
  return undefined;
}

/** Like `findObject`, for answers that stop in the middle or are slightly broken. */
export async function findLooseObject(raw: string): Promise<unknown> {
  const start = raw.search(/\{\s*"/);
  if (start < 0) return undefined;
  const { value } = await parsePartialJson(raw.slice(start).replace(/\s*```\s*$/, ''));
  return isRecord(value) ? value : undefined;
}

/** Checks a raw answer against its purpose, after lenient fixes that change no meaning. */
export function readAnswer(purpose: Purpose, raw: string): Read {
  const value = findObject(raw);
  if (value === undefined) return { ok: false, value, issues: ['The answer is not one JSON object.'] };
  return check(purpose, scrub(value));
}

/** What can be kept of a broken answer: its valid fields, without their invalid items. */
export function salvage(purpose: Purpose, value: unknown): Partial<Answer> {
  if (!isRecord(value)) return {};
  const kept: Record<string, unknown> = { ...structuredClone(value), text: '-' };
  for (let round = 0; round < 60; round += 1) {
    const tried = lenient(answerSchemas[purpose], kept);
    if (tried.success) return { ...tried.data, text: '' };
    const issue = tried.error.issues[0];
    if (!issue || !drop(kept, issue.path)) break;
  }
  return pickValid(purpose, kept);
}

function pickValid(purpose: Purpose, value: Record<string, unknown>): Partial<Answer> {
  const parsed = purposeFields[purpose].map((key) => [key, answerFields[key].safeParse(value[key])] as const);
  return Object.fromEntries(parsed.flatMap(([key, field]) => (field.success ? [[key, field.data]] : [])));
}

function check(purpose: Purpose, value: unknown): Read {
  const tried = lenient(answerSchemas[purpose], value);
  if (tried.success) return { ok: true, answer: tried.data };
  const issues = tried.error.issues
    .slice(0, 12)
    .map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.message}`);
  return { ok: false, value, issues };
}

/** Fixes at the place of each issue, checked again, at most four times; unknown keys are dropped by the schema. */
export function lenient<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  let tried = schema.safeParse(value);
  for (let round = 0; round < 4 && !tried.success; round += 1) {
    let changed = false;
    for (const issue of tried.error.issues) changed = fix(value, issue) || changed;
    if (!changed) break;
    tried = schema.safeParse(value);
  }
  return tried;
}

function fix(root: unknown, issue: z.core.$ZodIssue): boolean {
  const key = issue.path.at(-1);
  const parent = issue.path.slice(0, -1).reduce<unknown>((at, step) => at && Reflect.get(Object(at), step), root);
  if (key === undefined || typeof parent !== 'object' || parent === null) return false;
  const before: unknown = Reflect.get(parent, key);
  const after = better(before, issue, String(key));
  if (after === undefined || after === before) return false;
  Reflect.set(parent, key, after);
  return true;
}

/** A value that says the same and may pass, or undefined where guessing would change the meaning. */
function better(value: unknown, issue: z.core.$ZodIssue, key: string): unknown {
  if (issue.code === 'too_big') {
    if (typeof value === 'string') return clip(value, Number(issue.maximum)).trimEnd();
    if (Array.isArray(value)) return value.slice(0, Number(issue.maximum));
    if (typeof value !== 'number') return undefined;
    if (key === 'confidence') return value <= 100 ? value / 100 : undefined;
    if (key === 'score') return value <= 10.5 ? 10 : undefined;
    return key === 'likelihood' || key === 'impact' ? 5 : undefined;
  }
  if (issue.code === 'too_small' && typeof value === 'number') {
    if (key === 'confidence' || key === 'score') return value >= -0.5 ? 0 : undefined;
    return key === 'likelihood' || key === 'impact' ? 1 : undefined;
  }
  if (issue.code === 'invalid_format') {
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d\D/.test(value) ? value.slice(0, 10) : null;
  }
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const word = value.trim().toLowerCase();
    return issue.values.find((allowed) => word.startsWith(String(allowed)));
  }
  return issue.code === 'invalid_type' ? converted(value, issue.expected) : undefined;
}

function converted(value: unknown, expected: string): unknown {
  if (value === undefined && expected !== 'array') return null;
  if (expected === 'array') return value === undefined || value === null ? [] : isRecord(value) ? [value] : undefined;
  if (expected === 'string') return value === null ? '' : typeof value === 'number' ? String(value) : undefined;
  if (expected === 'boolean') {
    const word = String(value).toLowerCase();
    return /^(true|yes|да)$/.test(word) ? true : /^(false|no|нет)$/.test(word) ? false : undefined;
  }
  if (expected !== 'number' && expected !== 'int') return undefined;
  if (typeof value === 'number') return Math.round(value);
  const [, digits, percent] = /^\s*#?(-?\d+(?:[.,]\d+)?)\s*(%)?(?:\s*\/\s*(?:5|10))?\s*$/.exec(String(value)) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits.replace(',', '.'));
  return percent ? number / 100 : number;
}

/** The valid fields of a broken answer to any schema, without their invalid items. */
export function validFields(shape: Readonly<Record<string, z.ZodType>>, value: unknown): Record<string, unknown> {
  if (!isRecord(value)) return {};
  const fields = Object.entries(shape).flatMap(([key, schema]) => {
    const holder: Record<string, unknown> = { [key]: structuredClone(value[key]) };
    for (let round = 0; round < 40 && key in holder; round += 1) {
      const tried = lenient(schema, holder[key]);
      if (tried.success) return [[key, tried.data] as const];
      if (!drop(holder, [key, ...(tried.error.issues[0]?.path ?? [])])) return [];
    }
    return [];
  });
  return Object.fromEntries(fields);
}

/** Removes the innermost list item that holds the place, or the field itself. */
export function drop(root: Record<string, unknown>, path: readonly PropertyKey[]): boolean {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = path.slice(0, length - 1).reduce<unknown>((at, step) => at && Reflect.get(Object(at), step), root);
    const key = path[length - 1];
    if (Array.isArray(parent) && typeof key === 'number') {
      parent.splice(key, 1);
      return true;
    }
  }
  return false;
}

export function scrub(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(scrub);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scrub(one)])) : value;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
