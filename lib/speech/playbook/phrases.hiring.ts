import type { Phrases } from './phrases.en';
import type { Both } from './words';

/** Said where the alternatives are people. */
export const hiringPhrases: Both<Partial<Phrases>> = {
  en: {
    twoWay: ['{decider} decides; probation is a way back, though a dear one for both sides.'],
    moveIf: [
      'I would change my mind if a second work sample turned the order round.',
      'A reference that contradicts what we read of {o} would move me at once.',
      'Bring {p} inside the terms, with a day of starting, and I will look again.',
      'One confirmed piece of work by {p}, of the size we need, would be enough.',
      'If {o} can not hold to the terms that were stated, I drop this choice.',
      'I move on the day somebody shows me evidence about {p} that is not in these papers.',
    ],
    failed: [
      'A year on, choosing {o} has turned out to be a mistake.',
      'Imagine that we part with {o} within the year.',
      'Let me tell how {o} did not work out.',
      'Twelve months later nobody would choose {o} again.',
      'Suppose {o} did not last; what happened?',
    ],
    third: ['{p} belongs in the comparison too.', 'Add {p} to the list.', 'Nor should {p} be forgotten.'],
    assumeFacts: ['What the agenda states of the candidates is true; nobody here has checked it.'],
    assumeMoney: ['Pay and starting days stay as the candidates named them.'],
    deadlineTask: ['Agree a starting day before {date}'],
    deadlineDone: ['The contract carries a day that meets the limit: {q}'],
    reviewTask: ['Hold the talk at the end of probation against the first 90 days’ page'],
    reviewDone: ['What was to be shown and what was shown stand side by side in the minutes'],
  },
  ru: {
    statement: ['Выбор — {o}.', 'Выбор — {o} при условии: {m}.', 'Выбор — {o}: {m}.'],
    twoWay: ['Решает {decider}; испытательный срок — путь назад, но дорогой для обеих сторон.'],
    moveIf: [
      'Моё мнение изменит второе задание, если порядок в нём перевернётся.',
      'Рекомендация, которая опровергнет прочитанное о варианте {o}, сдвинет меня сразу.',
      'Пусть {p} войдёт в условия и назовёт день выхода — и вернёмся к разговору.',
      'Хватит одной подтверждённой работы нужного размера за вариантом {p}.',
      'Если {o} откажется от названных условий, снимаю этот выбор.',
      'Моя позиция сдвинется, когда о варианте {p} появится свидетельство, которого в бумагах нет.',
    ],
    failed: [
      'Прошёл год, и выбор варианта {o} оказался ошибкой.',
      'Представим, что за год мы расстались; вариант — {o}.',
      'Расскажу, как не сложилось: {o}.',
      'Год спустя вариант {o} никто бы не повторил.',
      'Пусть не вышло с вариантом {o}; спросим почему.',
    ],
    third: ['В сравнении должен быть и {p}.', 'К списку добавлю {p}.', 'Не забудем и {p}.'],
    assumeFacts: ['Сказанное в повестке о кандидатах верно; здесь этого никто не проверял.'],
    assumeMoney: ['Оклад и день выхода останутся такими, какими их назвали кандидаты.'],
    deadlineTask: ['Согласовать день выхода, чтобы успеть до {date}'],
    deadlineDone: ['В договоре стоит день, который соблюдает предел: {q}'],
    reviewTask: ['Провести разговор в конце испытательного срока по записи о первых 90 днях'],
    reviewDone: ['Обещанное и показанное стоят рядом в протоколе'],
  },
};
