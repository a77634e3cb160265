import { describe, expect, it } from 'vitest';
import { templates } from '@/lib/council/templates';
import { bodyOf } from '@/lib/council/templates/body';
import { templateBodySchema } from '@/lib/council/templates/body.schema';
import { withExpert } from '../set-up/draft';
import { differences, fromDraft, toDraft } from './draft';

const bodies = templates.map((one) => [one.id, bodyOf(one)] as const);
const [, body] = bodies[0] ?? [];
if (!body) throw new Error('There are templates');

describe('what is typed becomes what is saved', () => {
  it.each(bodies)('%s, opened and saved untouched, stays as it is', (_, one) => {
    expect(templateBodySchema.parse(fromDraft(toDraft(one)))).toEqual(one);
  });

  it('numbers as people type them; what is none goes to the server, which says so', () => {
    const draft = toDraft(body);
    draft.team.limits = { turns: '1 000', active_minutes: '7,5', tokens: 'many', money: '2,5' };
    expect(fromDraft(draft).team.limits).toEqual({
      turns: 1000,
      active_minutes: 7.5,
      tokens: 'many',
      money: 2_500_000,
    });
  });

  it('one language stands for both where the other was left empty', () => {
    const draft = toDraft(body);
    draft.name = { en: '', ru: 'Наш способ' };
    expect(fromDraft(draft).name).toEqual({ en: 'Наш способ', ru: 'Наш способ' });
  });

  it('a model by its provider and name, with colons in the name', () => {
    const draft = toDraft(body);
    draft.team.seats = draft.team.seats.map((seat) => ({ ...seat, model: 'compatible:llama3.3:70b' }));
    expect(fromDraft(draft).team.seats[0]?.model).toEqual({ provider: 'compatible', name: 'llama3.3:70b' });
  });

  it('a new expert sits after the others, with an id of its own', () => {
    const none = { en: '', ru: '' };
    const seats = withExpert(withExpert(toDraft(body).team.seats, none), none);
    expect(seats.map((seat) => seat.role).join(' ')).toBe(
      'moderator expert expert expert expert expert scribe integrator',
    );
    expect(new Set(seats.map((seat) => seat.id)).size).toBe(seats.length);
    expect(new Set(seats.map((seat) => seat.key)).size).toBe(seats.length);
  });
});

describe('two versions beside each other', () => {
  it('nothing is told of what is the same, whatever the order of its keys', () => {
    const stored = JSON.parse(JSON.stringify(body, inOtherOrder));
    expect(differences(fromDraft(toDraft(body)), stored)).toEqual([]);
  });

  it('of lists and long texts only what differs', () => {
    const draft = toDraft(body);
    draft.name = { ...draft.name, en: 'Ours' };
    draft.criteria = draft.criteria.map((one, n) => (n === 0 ? { ...one, weight: '50' } : one));
    draft.skeleton = {
      ...draft.skeleton,
      en: draft.skeleton.en.replace('reversibility: two-way', 'reversibility: one-way'),
    };
    draft.team.limits = { ...draft.team.limits, turns: '80' };
    expect(differences(fromDraft(draft), body).map((one) => [one.path, one.theirs, one.mine])).toEqual([
      ['name.en', 'Architecture decision', 'Ours'],
      ['criteria', expect.stringContaining('35'), expect.stringContaining('50')],
      ['skeleton.en', 'reversibility: two-way', 'reversibility: one-way'],
      ['team.limits.turns', '60', '80'],
    ]);
  });
});

/** Keys as a database may give them back. */
function inOtherOrder(_: string, value: unknown): unknown {
  const record = typeof value === 'object' && value !== null && !Array.isArray(value);
  return record ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => b.localeCompare(a))) : value;
}
