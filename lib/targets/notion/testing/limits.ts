import { invalid } from './errors';

/** The documented limits of a request, which the client's types do not know. */
export const limits = {
  children: 100,
  blocks: 1_000,
  bytes: 500_000,
  texts: 100,
  text: 2_000,
  equation: 1_000,
  url: 2_000,
  email: 200,
  phone: 200,
  option: 100,
  options: 100,
  relation: 100,
  people: 100,
} as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown[]) =>
  value.some((one) => isRecord(one) && ('text' in one || 'mention' in one || 'equation' in one));

/** @throws Refusal where a request is larger than Notion takes, or holds what it can't store. */
export function checkLimits(body: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(body) ?? '');
  if (bytes > limits.bytes) throw invalid(`body failed validation: it has ${bytes} bytes, at most ${limits.bytes}.`);
  let blocks = 0;

  const most = (path: string, length: number, limit: number) => {
    if (length > limit) {
      throw invalid(`body failed validation: ${path}.length should be ≤ \`${limit}\`, instead was \`${length}\`.`);
    }
  };

  function list(value: unknown[], path: string, key: string): void {
    if (key === 'children' || key === 'content') {
      most(path, value.length, limits.children);
      blocks += value.length;
    }
    if (key === 'multi_select') most(path, value.length, limits.options);
    if (key === 'relation') most(path, value.length, limits.relation);
    if (key === 'people') most(path, value.length, limits.people);
    if (isTexts(value)) most(path, value.length, limits.texts);
    for (const [i, one] of value.entries()) walk(one, `${path}[${i}]`, key);
  }

  function text(value: string, path: string, key: string): void {
    if (!value.isWellFormed() || value.includes('\0'))
      throw invalid(`body failed validation: ${path} is no valid text.`);
    if (key === 'content') most(path, value.length, limits.text);
    if (key === 'expression') most(path, value.length, limits.equation);
    if (key === 'email') most(path, value.length, limits.email);
    if (key === 'phone_number') most(path, value.length, limits.phone);
    if (key === 'url') {
      most(path, value.length, limits.url);
      if (!URL.canParse(value)) throw invalid(`body failed validation: ${path} should be a valid url.`);
    }
  }

  function option(value: Record<string, unknown>, path: string): void {
    if (typeof value.name !== 'string') return;
    most(`${path}.name`, value.name.length, limits.option);
    if (value.name.includes(',')) throw invalid(`body failed validation: ${path}.name may not contain a comma.`);
  }

  function walk(value: unknown, path: string, key: string): void {
    if (typeof value === 'string') text(value, path, key);
    else if (Array.isArray(value)) list(value, path, key);
    else if (isRecord(value)) {
      if (key === 'select' || key === 'multi_select' || key === 'options') option(value, path);
      for (const [name, one] of Object.entries(value)) walk(one, `${path}.${name}`, name);
    }
  }

  walk(body, 'body', 'body');
  if (blocks > limits.blocks) throw invalid(`body failed validation: ${blocks} blocks, at most ${limits.blocks}.`);
}
