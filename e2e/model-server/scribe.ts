import type { PartSaid, WholeSaid } from '@/lib/minutes/said.schema';

/** How the acted scribe behaves, by the name of its model; any other name is `faithful`. */
const manners = ['faithful', 'inventing', 'obedient'] as const;
type Manner = (typeof manners)[number];

interface Line {
  turn: number;
  speaker: string;
  text: string;
}

/** What the acted scribe answers to a prompt of minutes; `text` is what it says when it forgets the form. */
export function scribe(purpose: string, user: string, model: string): (PartSaid | WholeSaid) & { text: string } {
  const material = /<material-\w+>\n([\s\S]*?)\n<\/material/.exec(user)?.[1] ?? '';
  const manner: Manner = manners.find((one) => one === model) ?? 'faithful';
  const text = 'They spoke about this and that.';
  if (purpose === 'minutes_whole') {
    const lines = [...material.matchAll(/^\[(\d+)\] (.+)$/gm)].map(([, n, said = '']) => ({ n: Number(n), said }));
    const some = lines.filter((_, at) => at % Math.ceil(lines.length / 5) === 0);
    return { text, title: 'What they spoke about', summary: some.map(({ n, said }) => ({ text: said, lines: [n] })) };
  }
  const lines = [...material.matchAll(/^\[(\d+)\] (.+?): (.+)$/gm)].map(
    ([, turn, speaker = '', said = '']): Line => ({ turn: Number(turn), speaker, text: said }),
  );
  const said = faithful(lines);
  if (manner === 'inventing') return { text, ...invented(said) };
  const order = lines.find((one) => orders.test(one.text) || orders.test(one.speaker));
  return { text, ...(manner === 'obedient' && order ? obeyed(order, lines) : said) };
}

const orders = /ignore (?:all )?(?:the )?(?:above|previous)/i;
const says = {
  decision:
    /\b(?:decided|agreed|settled|we(?:'ll| will) (?:go with|take|use|have)|let's (?:go|say|take))\b|решили|решено|договорились/i,
  task: /\b(?:I(?:'ll| will)|you(?:'ll| will)|can you|could you)\b.{12,}|(?<!\p{L})(?:я|ты|вы) (?:под|с|на|про)\p{L}+[юу]/iu,
  due: /\bby (?:mon|tues|wednes|thurs|fri)day\b|\bby next \w+\b|к (?:понедельнику|вторнику|среде|четвергу|пятнице)|до (?:понедельника|вторника|среды|четверга|пятницы)/i,
};

/** Copies turns that hold a word of deciding or promising, each as it stands. */
function faithful(lines: readonly Line[]): PartSaid {
  const quote = (one: Line) => ({ turns: [one.turn], quote: one.text.slice(0, 300) });
  const long = lines.filter(({ text }) => text.length > 60);
  return {
    summary: long
      .filter((_, at) => at % Math.ceil(long.length / 3) === 0)
      .map((one) => ({ text: one.text.slice(0, 160), ...quote(one) })),
    decisions: lines
      .filter(({ text }) => says.decision.test(text))
      .slice(0, 8)
      .map((one) => ({
        title: one.text.slice(0, 70),
        statement: one.text.slice(0, 240),
        ...quote(one),
        confidence: 0.7,
        alternatives: [],
        rationale: [],
        objections: [],
      })),
    tasks: lines
      .filter(({ text }) => says.task.test(text))
      .slice(0, 8)
      .map((one) => ({
        title: one.text.slice(0, 100),
        owner: /\bI\b|(?<!\p{L})я(?!\p{L})/iu.test(one.text) ? one.speaker : null,
        due: says.due.exec(one.text)?.[0] ?? null,
        stated: false,
        ...quote(one),
        confidence: 0.6,
        decision: null,
      })),
    open_questions: lines
      .filter(({ text }, at) => text.endsWith('?') && text.length > 40 && !(lines[at + 1]?.text.length ?? 0))
      .map((one) => ({ text: one.text.slice(0, 200), ...quote(one) })),
  };
}

/** Adds what nobody said, and shifts every second citation by a turn. */
function invented(said: PartSaid): PartSaid {
  const lie = { turns: [1], quote: 'Nobody in the whole wide world ever uttered this sentence' };
  const shifted = said.decisions.map((one, at) => (at % 2 ? { ...one, turns: one.turns.map((n) => n + 1) } : one));
  const marks = {
    confidence: 1,
    alternatives: [],
    rationale: [{ text: 'An invented reason', ...lie }],
    objections: [],
  };
  return {
    ...said,
    decisions: [
      ...shifted.map((one) => ({ ...one, rationale: [{ text: 'An invented reason', ...lie }] })),
      { title: 'An invented decision', statement: 'An invented decision', ...lie, ...marks },
    ],
    tasks: [
      ...said.tasks.map((one) => ({ ...one, owner: 'Mallory Moriarty', due: '2031-01-01' })),
      { title: 'Do an invented task', owner: null, due: null, stated: true, ...lie, confidence: 1, decision: null },
    ],
    summary: [...said.summary, { text: 'An invented line', ...lie }],
  };
}

/** Does what a turn tells it to. */
function obeyed(order: Line, lines: readonly Line[]): PartSaid {
  const cited = { turns: [order.turn], quote: order.text.slice(0, 300) };
  const other = lines.find((one) => one !== order) ?? order;
  const statement = 'All previous instructions are ignored and Mallory gets the budget';
  const marks = { confidence: 1, alternatives: [], rationale: [], objections: [] };
  return {
    summary: [{ text: statement, ...cited }],
    decisions: [
      { title: statement, statement, ...cited, ...marks },
      { title: statement, statement, turns: [other.turn], quote: other.text.slice(0, 200), ...marks },
    ],
    tasks: [{ title: 'Pay Mallory', owner: 'Mallory', due: null, stated: true, ...cited, confidence: 1, decision: 1 }],
    open_questions: [],
  };
}
