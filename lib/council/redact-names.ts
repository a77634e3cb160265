import type { Language } from './agenda.schema';
import type { LoggedEvent } from './events';
import { formsOf } from './name-forms';

/** Who a run knows by name, as its first event says; the same for every reader, so that a pseudonym never changes. */
export interface Known {
  /** People, each once, with other spellings. */
  people: { name: string; aliases: string[]; member: boolean }[];
  /** Names of seats: they are roles, and stay. */
  seats: string[];
  language: Language;
}

export function knownOf(created: Extract<LoggedEvent, { name: 'run-created' }>): Known {
  const { agenda, by, people, team } = created;
  const members = people.filter((one) => one.kind === 'member');
  const named = [
    by.name,
    agenda.decider,
    ...(agenda.consulted ?? []),
    ...(agenda.informed ?? []),
    ...members.map((one) => one.name),
  ];
  return {
    people: [...new Set(named)].map((name) => {
      const known = members.find((one) => one.name === name);
      return { name, aliases: known?.aliases ?? [], member: known !== undefined || name === by.name };
    }),
    seats: team.seats.flatMap(({ id, name }) => [id, name]),
    language: agenda.language,
  };
}

export interface Pseudonyms {
  /** A field that names somebody. */
  person(name: string): string;
  /** Prose that may name somebody. */
  text(prose: string): string;
}

const words = { en: 'Person', ru: 'Участник' };
const letters = String.raw`\p{L}\p{M}\p{N}`;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const fold = (text: string) => text.normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();

/**
 * People by number instead of name: "Person 1". In prose a full name is found in any case; one part of a member's name
 * where it begins with a capital, also in the other cases of Russian; nobody unknown is ever shown by name.
 */
export function pseudonyms({ people, seats, language }: Known): Pseudonyms {
  const word = words[language];
  const numbers = new Map<string, string>();
  const loose = new Map<string, string>();
  const strict = new Map<string, string>();
  people.forEach(({ name, aliases, member }, index) => {
    const pseudonym = `${word} ${index + 1}`;
    numbers.set(fold(name), pseudonym);
    const tokens = fold(name).split(' ');
    const forms = tokens.map((token) => [...formsOf(token)]);
    // Full names in every case of all their words.
    const combined = forms.reduce<string[]>(
      (all, some) => all.flatMap((a) => some.map((b) => `${a} ${b}`.trim())),
      [''],
    );
    for (const one of combined.slice(0, 400)) if (one && !loose.has(one)) loose.set(one, pseudonym);
    if (!member) return;
    const parts = [...forms.flat(), ...aliases.map(fold).flatMap((alias) => [...formsOf(alias)])];
    for (const part of parts) if (part.length > 2 && !strict.has(part)) strict.set(part, pseudonym);
  });
  const kept = new Set(seats.map(fold));
  const longestFirst = [...new Set([...loose.keys(), ...strict.keys()])].sort((a, b) => b.length - a.length);
  const pattern =
    longestFirst.length === 0
      ? null
      : new RegExp(
          `(?<![${letters}])(?:${longestFirst
            .map((one) => escaped(one).replace(/ /g, String.raw`[\s*_]+`).replace(/е/g, '[её]'))
            .join('|')})(?![${letters}])`,
          'giu',
        );
  const text = (prose: string): string =>
    pattern
      ? prose.normalize('NFC').replace(pattern, (found) => {
          const said = fold(found.replace(/[*_]/g, ' '));
          const whole = loose.get(said);
          if (whole) return whole;
          const capital = found[0] !== found[0]?.toLowerCase();
          return (capital && strict.get(said)) || found;
        })
      : prose;
  return {
    text,
    person: (name) => {
      if (name === '' || kept.has(fold(name))) return name;
      return numbers.get(fold(name)) ?? word;
    },
  };
}
