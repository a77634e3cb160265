import { describe, expect, it } from 'vitest';
import type { Agenda, Language, TemplateId } from '@/lib/council/agenda.schema';
import { answerSchemas } from '@/lib/council/answers.schema';
import { citationProblem } from '@/lib/council/citations';
import { templateOf, templates } from '@/lib/council/templates';
import { parseAgenda } from '@/lib/services/agendas/parse';
import { readAgenda } from './read-agenda';
import { type Held, hold, speak, today } from './testing';

const skeleton = (id: TemplateId, language: Language, change: (text: string) => string = (text) => text): Agenda =>
  parseAgenda(change(templateOf(id).skeleton[language]), today);
const held = new Map<string, Held>();
const council = (id: TemplateId, language: Language): Held => {
  const key = `${id} ${language}`;
  const known = held.get(key) ?? hold(skeleton(id, language));
  held.set(key, known);
  return known;
};
const logOf = ({ state }: Held) => {
  const log = state.artifacts.decision_log?.log;
  if (!log) throw new Error('No decision log');
  return log;
};
/** Mean score of the alternative of that name on a criterion. */
const mark = (held: Held, name: RegExp, criterion: string): number => {
  const found = logOf(held).alternatives.find((one) => name.test(one.name))?.scores.by_criterion[criterion];
  if (found === undefined) throw new Error(`Nobody scored ${name} on ${criterion}`);
  return found;
};
const text = ({ answers }: Held) => answers.map(({ answer }) => answer.text).join('\n');
const all = templates.flatMap(({ id }) => (['en', 'ru'] as const).map((language) => ({ id, language })));

describe.each(all)('a council from the skeleton of $id ($language)', ({ id, language }) => {
  it('ends decided or escalated, and says what is missing', () => {
    const { state } = council(id, language);
    expect(['decided', 'escalated']).toContain(state.outcome);
    const log = logOf(council(id, language));
    if (state.outcome === 'escalated') expect(log.missing.length).toBeGreaterThan(0);
    else expect(log.missing).toEqual([]);
    expect(log.alternatives.length).toBeGreaterThanOrEqual(4);
    expect(log.rationale.length).toBeGreaterThanOrEqual(2);
  });

  it('leaves nobody with a claim that can not be looked up', () => {
    const one = council(id, language);
    const log = logOf(one);
    const claims = [
      ...log.rationale,
      ...log.risks,
      ...log.dissent,
      ...log.alternatives.flatMap((each) => [...each.pros, ...each.cons, each.why_rejected, each.cost]),
      ...log.risks.map((risk) => risk.cost),
      ...(log.incident?.causes ?? []),
      ...(one.state.artifacts.action_items?.items ?? []),
    ].flatMap((claim) => (claim ? [claim] : []));
    expect(claims.length).toBeGreaterThan(20);
    for (const claim of claims) expect(citationProblem(one.state, claim), claim.quote).toBeNull();
    for (const question of log.open_questions) expect(question).not.toMatch(/want of evidence|без подтверждения/i);
  });

  it('gives answers that need no repair, in one language', () => {
    const known = JSON.stringify(skeleton(id, language));
    for (const { turn, answer } of council(id, language).answers) {
      if (turn.purpose !== 'say')
        expect(answerSchemas[turn.purpose].safeParse(answer).error?.issues ?? [], turn.purpose).toEqual([]);
      if (language === 'ru')
        for (const word of answer.text.match(/[A-Za-z]{2,}/g) ?? []) expect(known, answer.text).toContain(word);
      else expect(answer.text).not.toMatch(/[а-яё]/i);
      expect(answer.text).not.toMatch(/\{\w+\}|undefined|NaN|Infinity/);
    }
  });

  it('decides differently about another agenda of the kind', () => {
    const other = hold({ ...skeleton(id, language), question: questions[id][language], facts: facts[id][language] });
    expect(logOf(other).statement).not.toBe(logOf(council(id, language)).statement);
    expect(text(other)).not.toContain(skeleton(id, language).facts[0]?.slice(0, 24) ?? '-');
  });
});

const questions: Record<TemplateId, Record<Language, string>> = {
  'architecture-decision': {
    en: 'Do we replace the message queue, repair it, or leave it as it is?',
    ru: 'Заменяем ли мы очередь сообщений, исправляем её или оставляем как есть?',
  },
  'incident-review': {
    en: 'Which two changes do we make first so that a full disk never stops us again?',
    ru: 'Какие два изменения делаем первыми, чтобы переполненный диск нас больше не останавливал?',
  },
  'vendor-choice': {
    en: 'Which payroll service do we choose: Salda, Pergo, or our own build?',
    ru: 'Какую систему зарплаты выбираем: «Сальдо», «Оклад» или собственную разработку?',
  },
  'product-bet': {
    en: 'Do we launch the mobile app in spring, try it with one clinic first, or improve the web page?',
    ru: 'Запускаем ли мы приложение весной, проверяем его сначала в одной клинике или улучшаем сайт?',
  },
  'policy-choice': {
    en: 'Do we close the centre to cars, try it on Sundays first, or raise the parking fee?',
    ru: 'Закрываем ли мы центр для машин, проверяем это сначала по воскресеньям или повышаем плату за стоянку?',
  },
  hiring: {
    en: 'Whom do we hire as school cook: Juniper or Hazel?',
    ru: 'Кого нанимаем школьным поваром: «Ольха» или «Рябина»?',
  },
  general: {
    en: 'Do we merge the two departments, share one desk first, or leave things as they are?',
    ru: 'Объединяем ли мы два отдела, пробуем сначала общий стол или оставляем всё как есть?',
  },
};
const facts: Record<TemplateId, Record<Language, string[]>> = {
  'architecture-decision': {
    en: ['The queue lost 40 of 9,000 messages last week.', 'Two teams still use it every day.'],
    ru: ['За неделю очередь потеряла 40 из 9 000 сообщений.', 'Ею до сих пор каждый день пользуются две команды.'],
  },
  'incident-review': {
    en: ['The disk was full and no alarm sounded.', 'The restore was done by hand.'],
    ru: ['Место на диске закончилось, и оповещения не было.', 'Копию восстанавливали вручную.'],
  },
  'vendor-choice': {
    en: ['60 employees; Salda costs 9 EUR a user a month, Pergo 4 EUR.', 'Pergo is certified for tax reports.'],
    ru: [
      '60 сотрудников; «Сальдо» стоит 900 рублей за место в месяц, «Оклад» 400 рублей.',
      '«Оклад» проверен налоговой службой.',
    ],
  },
  'product-bet': {
    en: [
      'Launching costs 20,000 EUR; a trial with one clinic costs 18,000 EUR.',
      'The chance of success is 80 %; success is worth 900,000 EUR over two years.',
      'Three clinics have signed letters of intent; a competitor starts in June.',
    ],
    ru: [
      'Запуск стоит 2 млн рублей; проверка в одной клинике стоит 1,8 млн рублей.',
      'Вероятность успеха оцениваем в 80 %; успех принесёт 90 млн рублей за два года.',
      'Три клиники подписали предзаказ; конкурент начинает в июне.',
    ],
  },
  'policy-choice': {
    en: ['31,000 people live in the centre; 4,200 of them complained about noise.', 'The shops depend on deliveries.'],
    ru: ['В центре живёт 31 000 человек, из них 4 200 жаловались на шум.', 'Магазины зависят от подвоза.'],
  },
  hiring: {
    en: [
      'Juniper scored 12 of 20 in the trial shift; asks for 31,000 EUR a year.',
      'Hazel scored 18 of 20 in the trial shift; asks for 32,000 EUR a year; two references confirm the work.',
      'The band is 30,000 to 34,000 EUR a year.',
    ],
    ru: [
      '«Ольха»: 12 баллов из 20 за пробную смену; просит 80 000 рублей в месяц.',
      '«Рябина»: 18 баллов из 20 за пробную смену; просит 82 000 рублей в месяц; работу подтверждают две рекомендации.',
      'Вилка оклада — от 78 000 до 90 000 рублей в месяц.',
    ],
  },
  general: {
    en: ['Both departments answer the same 300 letters a month.', 'One office has spare rooms.'],
    ru: ['Оба отдела отвечают на одни и те же 300 писем в месяц.', 'В одном здании есть свободные комнаты.'],
  },
};

describe('a decisive fact turned round', () => {
  it.each([
    ['en', 'the chance of success at 30 %', 'the chance of success at 75 %', /^Build/, 'Expected value'],
    ['ru', 'успеха оцениваем в 30 %', 'успеха оцениваем в 75 %', /^Сделать/, 'Ожидаемая выгода'],
  ] as const)('makes a likelier bet worth more (%s)', (language, from, to, name, criterion) => {
    const turned = hold(skeleton('product-bet', language, (agenda) => agenda.replace(from, to)));
    expect(mark(turned, name, criterion)).toBeGreaterThan(mark(council('product-bet', language), name, criterion));
  });

  it('makes a large build riskier when the money is short', () => {
    const turned = hold(skeleton('product-bet', 'en', (agenda) => agenda.replace('540,000 EUR', '230,000 EUR')));
    expect(mark(turned, /^Build/, 'Runway left')).toBeLessThan(
      mark(council('product-bet', 'en'), /^Build/, 'Runway left') - 0.5,
    );
  });

  it.each([
    ['en', 'Cedar scored 43 of 50', 'Cedar scored 23 of 50', /^Cedar/, 'Evidence of the work'],
    ['en', 'asks for 96,000 EUR', 'asks for 80,000 EUR', /^Cedar/, 'Pay within the band'],
    ['en', 'one reference could not be reached', 'two references confirm it', /^Maple/, 'References'],
    ['ru', '«Кедр»: 43 балла', '«Кедр»: 23 балла', /^Кедр/, 'Подтверждённая работа'],
    ['ru', 'готов выйти 1 апреля', 'готов выйти 1 февраля', /^Кедр/, 'Начало к сроку'],
  ] as const)('moves a candidate’s marks (%s: %s)', (language, from, to, name, criterion) => {
    const turned = hold(skeleton('hiring', language, (agenda) => agenda.replace(from, to)));
    const change = mark(turned, name, criterion) - mark(council('hiring', language), name, criterion);
    expect(Math.abs(change)).toBeGreaterThan(1);
    expect(change > 0).toBe(!/23 of 50|23 балла/.test(to));
  });
});

describe('a product bet', () => {
  it.each([
    ['en', ['558 customers', '267,840', '375', '102,000', '12 months', '8 months', '13 %']],
    ['ru', ['558 клиентов', '20,1 млн', '8,4 млн', '11 месяцев', '13 %']],
  ] as const)('counts market, value, cost to learn and runway (%s)', (language, expected) => {
    const said = readAgenda(skeleton('product-bet', language))
      .workings.flatMap((one) => one.say)
      .join('\n')
      .replaceAll('\u00a0', ' ');
    for (const part of expected) expect(said).toContain(part);
  });

  it('ends by the stop rule that the agenda states, on its day', () => {
    const one = council('product-bet', 'en');
    expect(logOf(one).kill_criterion).toBe('Fewer than four of the ten customers have paid by 28 February');
    expect(logOf(one).review_date).toBe('2027-02-28');
    expect(one.state.artifacts.action_items?.items.map((item) => item.title)).toContain(
      'Read the stop rule on 28 February',
    );
  });

  it('asks for the figures that a bet needs and nobody stated', () => {
    const bare = hold({ ...skeleton('product-bet', 'en'), facts: ['Some customers asked for it.'], constraints: [] });
    expect(logOf(bare).open_questions.join(' ')).toContain('At which number, read on which day, do we stop?');
    expect(logOf(bare).open_questions.join(' ')).toContain('How likely is it to work');
  });
});

describe('hiring', () => {
  const personal = {
    en: ['Maple is 54 years old and has two small children.', 'Cedar is said to be a devout Muslim.'],
    ru: ['Кандидату «Клён» 54 года от роду, есть двое детей.', '«Кедр» исповедует другую религию.'],
  };
  it.each(['en', 'ru'] as const)(
    'refuses personal characteristics as a ground, aloud and in the record (%s)',
    (language) => {
      const agenda = skeleton('hiring', language);
      const with_ = hold({ ...agenda, facts: [...agenda.facts, ...personal[language]] });
      const before = council('hiring', language);
      const scores = (held: Held) => logOf(held).alternatives.map((one) => [one.name, one.scores.by_criterion]);
      expect(scores(with_)).toEqual(scores(before));
      const said = text(with_);
      for (const fact of personal[language]) expect(said).not.toContain(fact.slice(0, 20));
      expect(with_.answers[0]?.answer.text).toMatch(language === 'en' ? /that is no ground/ : /это не основание/);
      expect(logOf(with_).assumptions.join(' ')).toMatch(
        language === 'en' ? /\(age\) was refused/ : /\(возраст\) отклонён/,
      );
    },
  );

  it('answers a person who asks about one with the work', () => {
    const { state } = council('hiring', 'en');
    const turn = { turn: state.turns.length + 1, seat: 'expert-b', purpose: 'discuss' as const, asks: [] };
    const { text: said } = speak(state, turn, [{ by: 'Olga Brandt', text: 'Is Maple not too old for this?' }]);
    expect(said).toMatch(/age/);
    expect(said).toMatch(/no ground/);
  });

  it('does not take an ordinary sentence for a personal one', () => {
    const plain = [
      'Maple has taught children to read for six years.',
      'Cedar found a race condition in the ledger.',
      'Willow has 10 years of experience with payments.',
    ];
    expect(readAgenda({ ...skeleton('hiring', 'en'), facts: plain }).refused).toEqual([]);
  });

  it('asks what is stated of some candidates only', () => {
    const agenda = skeleton('hiring', 'en', (all) =>
      all.replace('Willow scored 31 of 50 in the work sample; asks', 'Willow asks'),
    );
    expect(logOf(hold(agenda)).open_questions.join(' ')).toContain('How did “Willow” do in the work sample?');
  });

  it('makes an offer above the band somebody’s task', () => {
    const one = council('hiring', 'ru');
    expect(logOf(one).statement).toContain('Кедр');
    expect(one.state.artifacts.action_items?.items.map((item) => item.title)).toContain(
      'Согласовать оклад до отправки предложения',
    );
  });
});

describe('an incident review', () => {
  it.each(['en', 'ru'] as const)('tells times, causes, and what each action is for (%s)', (language) => {
    const one = council('incident-review', language);
    const { incident } = logOf(one);
    expect(incident?.timeline.map(({ what }) => what)).toEqual(['started', 'detected', 'mitigated', 'resolved']);
    expect([incident?.detect_minutes, incident?.restore_minutes]).toEqual([42, 175]);
    expect(incident?.causes.length).toBeGreaterThanOrEqual(3);
    const kinds = (one.state.artifacts.action_items?.items ?? []).flatMap((item) => item.kind ?? []);
    expect(new Set(kinds)).toEqual(new Set(['prevent', 'detect', 'mitigate']));
  });

  it('finds no causes and kinds where nothing broke', () => {
    const { state } = council('general', 'en');
    expect(state.artifacts.decision_log?.log.incident).toBeNull();
    expect(state.artifacts.action_items?.items.every((item) => item.kind === null)).toBe(true);
  });
});
