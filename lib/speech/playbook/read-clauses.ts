import { citableFacts } from '@/lib/council/agenda';
import type { Agenda } from '@/lib/council/agenda.schema';
import { readSignals, type Signal } from './evidence';
import { addDays, readDates, readFigures } from './figures';
import type { Capacity, Clause } from './matter';
import { stems } from './words';

const wordCount = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** Cuts a statement into pieces that stand alone: at full stops and semicolons, long ones at commas. */
function pieces(text: string): string[] {
  const sentences = text.split(/(?<=[^\s\d][.!?])\s+(?=[\p{Lu}\d«“"])|(?<=\d[.!?])\s+(?=\p{Lu})|;\s+/u);
  return sentences
    .flatMap((sentence) => {
      const bare = sentence
        .trim()
        .replace(/^(?:and|but|и|а|но)\s+/iu, '')
        .replace(/[.;]+$/u, '');
      if (wordCount(bare) <= 15) return [bare];
      const parts = bare.split(/,\s+(?!из них|of them|of which|such as|[^()]*\))|,\s+(?=such as)/iu);
      const joined: string[] = [];
      for (const part of parts) {
        const last = joined.at(-1);
        const tiny = wordCount(part) < 5 || (last !== undefined && wordCount(last) < 5);
        if (last !== undefined && tiny && wordCount(last) + wordCount(part) <= 22 && !/^such as/i.test(part))
          joined[joined.length - 1] = `${last}, ${part}`;
        else joined.push(part);
      }
      return joined;
    })
    .map((piece) => piece.replace(/^(?:and|but|и|а|но)\s+/iu, ''))
    .filter((piece) => wordCount(piece) >= 3);
}

/** A large or a willing staff is no shortage of hands. */
function signalsOf(text: string, constraint: boolean, { language, template }: Agenda): Signal[] {
  const found = readSignals(text, constraint, template);
  const many = readFigures(text, language).some((figure) => person.test(figure.unit) && figure.value > 20);
  return found.filter((signal) => signal !== 'capacity' || constraint || !(many || found.includes('ready')));
}

/** The statements of an agenda with what they signal and count. Incident times are read on their own. */
export function readClauses(agenda: Agenda): Clause[] {
  return citableFacts(agenda)
    .filter((fact) => fact.kind !== 'incident')
    .flatMap((fact) =>
      pieces(fact.text).map((text) => ({
        text,
        fact: fact.n,
        constraint: fact.kind === 'constraint',
        signals: signalsOf(text, fact.kind === 'constraint', agenda),
        stems: stems(text),
        figures: readFigures(text, agenda.language),
      })),
    );
}

const week = 7 * 864e5;
const person = /(?:develop|engineer|maintain|people|person|staff|nurse|teacher|разраб|инжен|челов|сотру|специ)/iu;

/** People and weeks that the constraints grant ("two developers for three months"); four weeks where none are named. */
export function readCapacity(clauses: readonly Clause[]): Capacity | null {
  for (const clause of clauses.filter((one) => one.constraint)) {
    const who = clause.figures.find((figure) => person.test(figure.unit) && !figure.percent);
    if (!who) continue;
    const time = clause.figures.find((figure) => figure.ms !== null && figure.at > who.at);
    const weeks = time?.ms ? Math.round(time.ms / week) : 0;
    return { people: who.value, weeks, personWeeks: who.value * weeks, clause };
  }
  return null;
}

/** Days that the constraints name, soonest first, all after the meeting. */
export function readDeadlines(clauses: readonly Clause[], held: string): { date: string; clause: Clause }[] {
  return clauses
    .filter((clause) => clause.constraint)
    .flatMap((clause) => readDates(clause.text, held).map((date) => ({ date, clause })))
    .filter(({ date }) => date > addDays(held, 1))
    .sort((a, b) => a.date.localeCompare(b.date));
}
