import type { Role, Team } from '@/lib/council/team.schema';

/** How a seat is recognised everywhere: a letter, a hue, its name. */
export interface Face {
  id: string;
  name: string;
  role: Role;
  /** 0-based among the experts; null for the other roles. */
  expert: number | null;
  /** Class that sets the hue, empty for roles that have none. */
  hue: string;
}

const hues = 6;

export function facesOf(team: Team): Face[] {
  let experts = 0;
  return team.seats.map((seat) => {
    const expert = seat.role === 'expert' ? experts++ : null;
    return {
      id: seat.id,
      name: seat.name,
      role: seat.role,
      expert,
      hue: expert === null ? '' : `s${(expert % hues) + 1}`,
    };
  });
}

/** "Olga Brandt" → "OB"; one word gives its first two letters. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}
