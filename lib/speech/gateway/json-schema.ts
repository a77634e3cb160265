import type { JSONSchema7 } from 'ai';
import { z } from 'zod';
import { answerSchemas, type Purpose } from '../../council/answers.schema';

const known = new Map<Purpose, JSONSchema7>();
const structural = new Set(['type', 'properties', 'required', 'additionalProperties', 'items', 'anyOf', 'enum']);

/**
 * The JSON Schema that a purpose's answer must have, without bounds: strict modes of several providers refuse
 * them, the prompt states them, and `readAnswer` holds them.
 */
export function answerJsonSchema(purpose: Purpose): JSONSchema7 {
  const made = known.get(purpose) ?? leanSchema(answerSchemas[purpose]);
  known.set(purpose, made);
  return made;
}

/** Any schema in that form. */
export const leanSchema = (schema: z.ZodType): JSONSchema7 => asSchema(lean(z.toJSONSchema(schema)));

function lean(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(lean);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node)
    .filter(([key]) => structural.has(key))
    .map(([key, value]) => [key, key === 'properties' ? mapValues(value) : lean(value)]);
  const made = Object.fromEntries(entries);
  // Strict modes want every property required; what may be left out is nullable.
  return made.properties ? { ...made, required: Object.keys(made.properties) } : made;
}

const mapValues = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).map(([name, one]) => [name, lean(one)]));

/** Guarantee: a part of what `z.toJSONSchema` made, with keywords that draft 7 has too. */
const asSchema = (value: unknown): JSONSchema7 => value as JSONSchema7;
