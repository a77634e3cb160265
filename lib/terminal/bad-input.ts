import type { Language } from '@/lib/council/agenda.schema';
import { EnvError } from '@/lib/env';
import { ServiceError } from '@/lib/services/errors';
import { toProblem } from '@/lib/services/problem';
import type { Words } from './words';

/** What the user gave can't be used: exit code 2. `lines` say what to do, in the user's language. */
export class BadInput extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
    this.name = 'BadInput';
  }
}

/** A refusal by the services, in words: one line an issue, with the line of the file where it is known. */
export function refusalLines(error: unknown, words: Words): string[] {
  const { detail, errors = [] } = toProblem(error, words.language, '');
  const lines = errors.map(({ line, message }) =>
    line === undefined ? message : words.t('bad.line', { line, message }),
  );
  return lines.length > 0 ? [detail, ...lines.map((line) => `  ${line}`)] : [detail];
}

/** One sentence for any other failure. */
export function failureLine(error: unknown, { language }: Words): string {
  const { code, detail } = toProblem(error, language, '');
  return code === 'internal' && error instanceof Error ? error.message : detail;
}

/** Refusals of input become `BadInput`; anything else stays what it is. */
export function asBadInput(error: unknown, words: Words): unknown {
  if (error instanceof EnvError) return new BadInput(error.message.split('\n'));
  const input = error instanceof ServiceError && (error.code === 'invalid' || error.code === 'too_large');
  return input ? new BadInput(refusalLines(error, words)) : error;
}

/** The language that a text's letters and front matter suggest, for the words about its mistakes. */
export function languageOfText(bytes: Uint8Array): Language {
  const text = new TextDecoder().decode(bytes.subarray(0, 65_536));
  const stated = /^language:\s*["']?(en|ru)\b/m.exec(text)?.[1];
  if (stated) return stated === 'ru' ? 'ru' : 'en';
  const letters = (script: RegExp) => text.match(script)?.length ?? 0;
  return letters(/\p{Script=Cyrillic}/gu) > letters(/\p{Script=Latin}/gu) / 2 ? 'ru' : 'en';
}
