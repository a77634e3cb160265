import type { RunState } from '../../council/run';
import { labels } from '../prompts/labels';
import { oneLine, quoted } from './fence';

/** Where the round before a sent-back run ended, its codes of what was missing as sentences. */
export function previousLines({ previous, agenda }: RunState): string[] {
  if (!previous) return [];
  const words = labels[agenda.language];
  const missing = previous.missing.map((one) => {
    const [code = '', ...about] = one.split(':');
    const asked = Object.entries(words.asks).find(([known]) => known === code)?.[1] ?? oneLine(code, 80);
    return `- ${words.previousMissing}: ${asked}${about.length > 0 ? ` (${oneLine(about.join(':'), 200)})` : ''}`;
  });
  return [
    ...(previous.statement ? [quoted(oneLine(previous.statement, 500))] : []),
    ...missing,
    ...previous.alternatives.map(
      (one) => `- ${words.previousAlternative}: ${oneLine(one.name, 80)} — ${oneLine(one.summary, 300)}`,
    ),
    ...previous.dissent.map((one) => `- ${words.previousDissent}, ${oneLine(one.seat, 60)}: ${oneLine(one.text, 300)}`),
  ];
}
