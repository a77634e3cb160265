import type { Answer } from '../answers.schema';
import type { RunState, Turn } from '../run';

const claim = (text: string) => ({ text, quote: text });
const option = (name: string, cost: number | null = 100) => ({
  name,
  summary: `${name} as a whole.`,
  pros: [claim(`${name} helps.`)],
  cons: [claim(`${name} hurts.`)],
  cost: cost === null ? null : { amount: cost, unit: 'USD', basis: 'estimate' },
});

/** A sensible answer for any purpose; `lean` chooses among the alternatives, so that seats can differ. */
export function answerFor(turn: Turn, state: RunState, lean = 0): Answer {
  const ids = state.alternatives.map((one) => one.id);
  const pick = ids[lean % Math.max(1, ids.length)] ?? 'A1';
  switch (turn.purpose) {
    case 'frame':
      return {
        text: 'The question and its criteria.',
        criteria: [
          { name: 'Cost', weight: 2 },
          { name: 'Speed', weight: 1 },
        ],
      };
    case 'draft': {
      const options = [option('Shared runners'), option('Own machines'), ...(lean > 1 ? [option('Wait')] : [])];
      const text = options
        .flatMap((one) => [`${one.name} helps.`, `${one.name} hurts.`, `It costs 100 USD, an estimate.`])
        .join(' ');
      return {
        text,
        alternatives: options,
        position: { alternative: options[lean % options.length]?.name ?? 'Wait', confidence: 0.6, because: 'so' },
        unique_facts: [],
        change_mind: '',
      };
    }
    case 'pool':
      return { text: 'These are on the table.', joins: [] };
    case 'review':
      return {
        text: 'My scores. It is slow.',
        scores: ids.flatMap((alternative, i) =>
          state.criteria.map(({ name }) => ({ alternative, criterion: name, score: (i * 3 + lean * 4) % 11 })),
        ),
        objection:
          lean === 0
            ? null
            : {
                alternative: pick,
                text: 'It is slow.',
                quote: 'It is slow.',
                severity: lean > 1 ? 'block' : 'concern',
              },
      };
    case 'discuss':
      return {
        text: 'I answer that.',
        claims: [],
        replies: state.objections
          .filter((one) => one.answeredBy.length === 0)
          .map((one) => ({ objection: one.id, text: 'I answer that.', quote: 'I answer that.', resolves: true })),
        position: {
          alternative: state.team.protocol === 'panel' ? 'Shared runners' : pick,
          confidence: 0.7,
          because: 'so',
        },
        alternatives: state.team.protocol === 'panel' ? [option('Shared runners'), option('Own machines')] : [],
        risks: [],
      };
    case 'premortem':
      return {
        text: 'It fails. To watch it takes 1 week.',
        risks: [
          {
            text: 'It fails.',
            quote: 'It fails.',
            likelihood: 3,
            impact: 4,
            early_signal: 'queue',
            mitigation: lean === 1 ? '' : 'watch it',
            cost: lean === 0 ? null : { amount: 1, unit: 'week', basis: 'guess' },
            owner: null,
          },
        ],
      };
    case 'ballot':
      return { text: 'I vote so.', vote: { alternative: pick, confidence: 0.7, because: 'I vote so.' } };
    case 'follow_up':
      return {
        text: 'Here it is. It takes 1 week.',
        mitigations: turn.asks
          .filter((ask) => ask.subject?.startsWith('R'))
          .map((ask) => ({
            risk: ask.subject ?? '',
            quote: 'Here it is.',
            mitigation: 'watch',
            cost: { amount: 1, unit: 'week', basis: 'guess' },
          })),
        replies: turn.asks
          .filter((ask) => ask.subject?.startsWith('O'))
          .map((ask) => ({ objection: ask.subject ?? '', text: 'Here it is.', quote: 'Here it is.', resolves: true })),
        alternatives: turn.asks.some((ask) => ask.code.includes('alternative'))
          ? [option(`Rented machines number ${turn.turn}`)]
          : [],
      };
    case 'record':
      return {
        text: 'Recorded.',
        title: 'The build moves',
        statement: 'We move the build.',
        rationale: [{ text: 'It helps.', turns: [2], facts: [], quote: 'Shared runners helps.' }],
        rejections: [],
        assumptions: [],
        open_questions: [],
        kill_criterion: '',
        review_date: null,
      };
    case 'tasks':
      return {
        text: 'Tasks.',
        items: [
          {
            title: 'Move the build',
            owner: 'Nobody Known',
            due: '2026-12-01',
            acceptance: 'It ran',
            turns: [],
            facts: [1],
            quote: 'takes 190 minutes',
            origin: 'stated',
            priority: 'high',
            depends_on: [],
          },
        ],
      };
    case 'close':
      return { text: 'Done.', summary: 'We move the build.' };
    case 'select':
      return {
        text: 'Over to you.',
        seat: state.team.seats.find((seat) => seat.role === 'expert')?.id ?? 'a',
        reason: 'first',
      };
    case 'say':
      return { text: '' };
  }
}
