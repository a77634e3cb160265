import type { MinutesTask } from '@/lib/minutes/minutes.schema';
import { printed, type Table } from '../table';
import { type FloorName, floorNames, floorsOf, type Kind } from './floors';
import type { LabelledMeeting } from './meetings';
import { citedTurns, linkedTurns, soundness } from './minutes-figures';
import type { Taker } from './takers';
import { f1, type Hits, hits, precision, recall, summed } from './turns-found';

const kinds = ['decisions', 'tasks'] as const;
type Row = Record<'minutes' | FloorName, Hits>;

export interface RealFigures {
  provider: string;
  sound: Table;
  /** By kind, then by meeting; `all` is the sum. */
  turns: Record<Kind, Record<string, Row>>;
  /** Of all meetings: what was left out because nobody said what it cites, and citations that were put right. */
  reading: { dropped: number; mended: number } | null;
  /** Stated tasks of meetings in which people found none. */
  invented: { meeting: string; task: MinutesTask }[];
}

/** One way to take minutes on meetings that people labelled, beside floors that cite as many turns blindly. */
export async function realFigures(
  provider: string,
  taker: Taker,
  meetings: readonly LabelledMeeting[],
): Promise<RealFigures> {
  const figures: RealFigures = {
    provider,
    sound: {},
    turns: { decisions: {}, tasks: {} },
    reading: null,
    invented: [],
  };
  for (const meeting of meetings) {
    const minutes = await taker(meeting);
    figures.sound[meeting.name] = soundness(meeting, minutes);
    const { reading } = minutes;
    if (reading) {
      const { dropped, mended } = figures.reading ?? { dropped: 0, mended: 0 };
      figures.reading = { dropped: dropped + reading.dropped, mended: mended + reading.mended };
    }
    const { decisions, action_items } = minutes;
    figures.turns.decisions[meeting.name] = rowOf(meeting, 'decisions', citedTurns(decisions));
    figures.turns.tasks[meeting.name] = rowOf(meeting, 'tasks', citedTurns(action_items));
    if (meeting.gold.actions.length === 0)
      for (const task of action_items)
        if (task.origin === 'stated') figures.invented.push({ meeting: meeting.name, task });
  }
  for (const kind of kinds) figures.turns[kind].all = sumOf(Object.values(figures.turns[kind]));
  return figures;
}

function rowOf({ transcript, gold }: LabelledMeeting, kind: Kind, cited: readonly number[]): Row {
  const linked = linkedTurns(kind === 'decisions' ? gold.decisions : gold.actions);
  const own = hits(cited, linked);
  return { minutes: own, ...floorsOf(transcript, linked, own.cited, kind) };
}

function sumOf(rows: readonly Row[]): Row {
  const sum = (name: keyof Row) => summed(rows.map((row) => row[name]));
  return {
    minutes: sum('minutes'),
    'random turns': sum('random turns'),
    'last tenth': sum('last tenth'),
    'cue words': sum('cue words'),
  };
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** The figures of one provider for people; `apart` names the meetings that rules were developed on. */
export function realText(
  { provider, sound, turns, reading, invented }: RealFigures,
  developedOn: readonly string[],
): string {
  const tables = kinds.map((kind) => {
    const rows = Object.entries(turns[kind]).filter(([name]) => name !== 'all');
    const halves = {
      'developed on': sumOf(rows.filter(([name]) => developedOn.includes(name)).map(([, row]) => row)),
      'held out': sumOf(rows.filter(([name]) => !developedOn.includes(name)).map(([, row]) => row)),
    };
    return aligned([
      [
        `${provider}, ${kind}`,
        'cited',
        'linked',
        'precision',
        'recall',
        'F1',
        ...floorNames.map((name) => `F1 of ${name}`),
      ],
      ...[...rows, ...Object.entries(halves), ['all', turns[kind].all ?? sumOf([])] as const].map(([name, row]) => [
        name,
        String(row.minutes.cited),
        String(row.minutes.linked),
        percent(precision(row.minutes)),
        percent(recall(row.minutes)),
        percent(f1(row.minutes)),
        ...floorNames.map((floor) => percent(f1(row[floor]))),
      ]),
    ]);
  });
  const inventions =
    invented.length === 0
      ? 'No stated task in meetings that have none.'
      : [
          'Stated tasks in meetings that have none:',
          ...invented.map(
            ({ meeting, task }) => `  ${meeting}, turn ${task.turns.join(', ')}: ${task.title} (“${task.quote}”)`,
          ),
        ].join('\n');
  const gate = reading
    ? [`Left out, because nobody said what it cites: ${reading.dropped}. Citations put right: ${reading.mended}.`]
    : [];
  return [printed(`Minutes by ${provider}`, sound), ...tables, ...gate, inventions].join('\n\n');
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
