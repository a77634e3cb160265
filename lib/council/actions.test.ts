import { describe, expect, it } from 'vitest';
import { leadOf, splitAction, startsWithVerb } from './actions';
import { splitCases, verbCases } from './actions.cases';
import { plain } from './similarity';

describe('actions', () => {
  it.each(splitCases)(
    '“$title” is $actions: nobody gets two tasks in one, or half a task',
    ({ title, language, actions }) => {
      expect(splitAction(title, language)).toEqual(actions);
      for (const action of actions) expect(startsWithVerb(action, language), action).toBe(true);
    },
  );

  it.each(splitCases)('no word of “$title” is lost', ({ title, language }) => {
    const kept = new Set(plain(splitAction(title, language).join(' ')).split(' '));
    const joints = new Set('and then also it them и а затем ее их'.split(' '));
    const said = plain(leadOf(title, language).title).split(' ');
    expect(said.filter((word) => !kept.has(word) && !joints.has(word))).toEqual([]);
  });

  it.each(verbCases)('“$title” begins with a verb: $verb', ({ title, language, verb }) => {
    expect(startsWithVerb(title, language)).toBe(verb);
  });

  it.each([
    ['Anna Berg will write the runbook', 'en', 'Anna Berg', 'Write the runbook'],
    ['Anna to write the runbook', 'en', 'Anna', 'Write the runbook'],
    ['We should write the runbook', 'en', 'We', 'Write the runbook'],
    ['Иван должен проверить копии', 'ru', 'Иван', 'Проверить копии'],
    ['Ивану нужно проверить копии', 'ru', 'Ивану', 'Проверить копии'],
    ['Иван: проверить копии', 'ru', 'Иван', 'Проверить копии'],
    ['надо проверить копии', 'ru', null, 'Проверить копии'],
    ['Anna will', 'en', null, 'Anna will'],
  ] as const)('“%s”: the owner said in a title is not lost', (said, language, owner, title) => {
    expect(leadOf(said, language)).toEqual({ owner, title });
  });
});
