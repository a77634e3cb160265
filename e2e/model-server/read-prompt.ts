import type { Language } from '@/lib/council/agenda.schema';
import type { Purpose } from '@/lib/council/answers.schema';
import { labels } from '@/lib/speech/prompts/labels';
import { prompts } from '@/lib/speech/prompts/prompts';

/** What the acted model reads in its prompt, as a real one would. */
export interface Seen {
  language: Language;
  purpose: Purpose | null;
  seat: string;
  alternatives: { id: string; name: string; leads: boolean }[];
  criteria: string[];
  objections: { id: string; block: boolean }[];
  risks: string[];
  facts: { n: number; text: string }[];
  turns: { n: number; seat: string; text: string }[];
  seats: { id: string; name: string }[];
  heldOn: string;
}

/** Reads the material of a prompt of ours back into its parts. */
export function readPrompt(system: string, user: string, schemaName: string | undefined): Seen {
  const language: Language = /[а-я]{4}/i.test(system) ? 'ru' : 'en';
  const words = labels[language];
  const purposes = Object.keys(prompts[language]).filter((name): name is Purpose => name !== 'system');
  const named = purposes.find((purpose) => purpose === schemaName);
  const section = (title: string) =>
    new RegExp(`^## ${title}\n([\\s\\S]*?)(?=\n\n## |\n</material|$(?![\\s\\S]))`, 'm').exec(user)?.[1] ?? '';
  const lines = (title: string) => section(title).split('\n');
  const each = <T>(title: string, pattern: RegExp, make: (match: RegExpExecArray) => T): T[] =>
    lines(title).flatMap((line) => {
      const match = pattern.exec(line);
      return match ? [make(match)] : [];
    });
  return {
    language,
    purpose: named ?? purposes.find((purpose) => user.includes(prompts[language][purpose].text)) ?? null,
    seat: /^(?:You are|Вы —) ([^,]+),/.exec(system)?.[1] ?? 'seat',
    alternatives: each(words.alternatives, /^(A\d+) · (.+?) — /, ([line, id = '', name = '']) => ({
      id,
      name,
      leads: line.length > 0 && user.includes(`(${words.leads})`) && isLeading(user, id, words.leads),
    })),
    criteria: each(words.criteria, new RegExp(`^(.+) \\(${words.weight} [\\d.]+\\)$`), ([, name = '']) => name),
    objections: each(words.objections, /^(O\d+) · .*? (concern|block) · /, ([, id = '', kind]) => ({
      id,
      block: kind === 'block',
    })),
    risks: each(words.risks, /^(R\d+) · /, ([, id = '']) => id),
    facts: [words.facts, words.constraints, words.incident].flatMap((title) =>
      each(title, new RegExp(`^${words.fact} (\\d+): (.+)$`), ([, n, text = '']) => ({ n: Number(n), text })),
    ),
    turns: [
      ...section(words.recent).matchAll(new RegExp(`^${words.turn} (\\d+) · (.+?) · .*:\n((?:> .*\n?)+)`, 'gm')),
    ].map(([, n, seat = '', text = '']) => ({ n: Number(n), seat, text: text.replace(/^> /gm, '').trim() })),
    seats: each(words.experts, /^([a-z][a-z0-9-]*) · (.+?) · /, ([, id = '', name = '']) => ({ id, name })),
    heldOn: new RegExp(`${words.heldOn}: (\\d{4}-\\d\\d-\\d\\d)`).exec(user)?.[1] ?? '2026-01-01',
  };
}

const isLeading = (user: string, id: string, leads: string): boolean =>
  user.split('\n').some((line) => line.startsWith(`${id} · `) && line.includes(`(${leads})`));
