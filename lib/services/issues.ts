import type { ZodError } from 'zod';
import type { InputIssue } from './errors';

type ZodIssue = ZodError['issues'][number];

/** What a schema refused, as issues whose codes have sentences. `input` lets the sentence show the wrong value. */
export function issuesOf(error: ZodError, input?: unknown): InputIssue[] {
  return error.issues.flatMap((issue) => toIssues(issue, input));
}

function toIssues(issue: ZodIssue, input: unknown): InputIssue[] {
  const path = issue.path.map(String).join('.');
  const value = show(valueAt(input, issue.path));
  const one = (code: string, args: Record<string, string | number> = {}): InputIssue[] => [
    { path, code, args: { field: path || 'body', value, ...args } },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: path ? `${path}.${key}` : key,
        code: 'field.unknown',
        args: { field: key.slice(0, 80) },
      }));
    case 'invalid_type':
      return valueAt(input, issue.path) === undefined
        ? one('field.missing')
        : one('field.type', { expected: issue.expected });
    case 'too_small':
      return one(sizeCode(issue.origin, 'small'), { limit: Number(issue.minimum) });
    case 'too_big':
      return one(sizeCode(issue.origin, 'big'), { limit: Number(issue.maximum) });
    case 'invalid_value':
      return one('field.one_of', { allowed: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return one(issue.format === 'date' || issue.format === 'datetime' ? `field.${issue.format}` : 'field.format');
    case 'invalid_union':
      return one('field.choice');
    case 'custom':
      return one(/^[a-z_]+\.[a-z_]+$/.test(issue.message) ? issue.message : 'field.wrong');
    default:
      return one('field.wrong');
  }
}

function sizeCode(origin: string, side: 'small' | 'big'): string {
  if (origin === 'string') return side === 'small' ? 'field.too_short' : 'field.too_long';
  if (origin === 'array') return side === 'small' ? 'field.too_few' : 'field.too_many';
  return side === 'small' ? 'field.too_small' : 'field.too_big';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Short and one line, for a sentence. */
function show(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
