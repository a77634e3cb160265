import { skeletonOf, strictPolicy, type Template, teamOf } from './template';

export const productBet: Template = {
  id: 'product-bet',
  name: { en: 'Product bet', ru: 'Продуктовая ставка' },
  purpose: {
    en: 'Put money on something unproven: what it is worth if it works, what it costs to find out, and when to stop.',
    ru: 'Вложиться в непроверенное: сколько это стоит при удаче, во что обойдётся проверка и когда остановиться.',
  },
  criteria: {
    en: [
      { name: 'Expected value', weight: 35 },
      { name: 'Cost to learn', weight: 25 },
      { name: 'Runway left', weight: 20 },
      { name: 'Time to an answer', weight: 20 },
    ],
    ru: [
      { name: 'Ожидаемая выгода', weight: 35 },
      { name: 'Цена проверки', weight: 25 },
      { name: 'Запас денег', weight: 20 },
      { name: 'Срок ответа', weight: 20 },
    ],
  },
  policy: strictPolicy,
  skeleton: {
    en: skeletonOf('product-bet', 'en', {
      title: 'A team plan for small firms',
      decider: 'Head of Product',
      reversibility: 'two-way',
      question:
        'Do we build the team plan now, test it with ten paying customers first, or improve the plan for single users?',
      facts: [
        '6,200 small firms use the free plan; 9 % of them asked for shared work in the last survey.',
        'A firm would pay 480 EUR a year; nobody has paid yet.',
        'Building it costs 180,000 EUR; a test with ten customers costs 24,000 EUR and takes six weeks.',
        'We put the chance of success at 30 %; success is worth 600,000 EUR over three years.',
        '540,000 EUR are in the bank; we spend 45,000 EUR a month.',
        '12 of the 40 single users who left last quarter named the missing export as their reason.',
      ],
      items: [
        'What has to be true for this to pay?',
        'Ways to find out, and what each costs',
        'Decision, stop rule, owners',
      ],
      constraints: [
        'Stop if fewer than four of the ten customers have paid by 28 February.',
        'Three developers for four months.',
      ],
    }),
    ru: skeletonOf('product-bet', 'ru', {
      title: 'Командный тариф для небольших фирм',
      decider: 'Руководитель продукта',
      reversibility: 'two-way',
      question:
        'Делаем ли мы командный тариф сейчас, проверяем его сначала на десяти платящих клиентах или улучшаем тариф для одиночных пользователей?',
      facts: [
        'Бесплатным тарифом пользуются 6 200 небольших фирм; 9 % из них в последнем опросе просили совместную работу.',
        'Фирма платила бы 36 000 рублей в год; пока не заплатил никто.',
        'Разработка стоит 14 млн рублей; проверка на десяти клиентах стоит 1,8 млн рублей и занимает шесть недель.',
        'Вероятность успеха оцениваем в 30 %; успех принесёт 48 млн рублей за три года.',
        'На счёте 43 млн рублей; мы тратим 3,6 млн рублей в месяц.',
        '12 из 40 одиночных пользователей, ушедших за квартал, назвали причиной отсутствие выгрузки.',
      ],
      items: [
        'Что должно оказаться правдой, чтобы это окупилось?',
        'Как это узнать и во что это обойдётся',
        'Решение, условие остановки, ответственные',
      ],
      constraints: [
        'Остановиться, если к 28 февраля заплатят меньше четырёх клиентов из десяти.',
        'Три разработчика на четыре месяца.',
      ],
    }),
  },
  team: teamOf(
    { en: 'Product council', ru: 'Продуктовый совет' },
    {
      en: [
        {
          name: 'Customers',
          persona:
            'Speaks for those who would pay. Trusts what customers did over what they said, and asks who has paid already.',
        },
        {
          name: 'Money and runway',
          persona:
            'Finance. Carries every bet to its end: what it is worth, what it costs to learn, and on which day the money runs out.',
        },
        {
          name: 'Product and engineering',
          persona:
            'Product and engineering. Asks what can be built by when, what the smallest real test is, and what a half-built thing costs.',
        },
      ],
      ru: [
        {
          name: 'Клиенты',
          persona:
            'Говорит за тех, кто будет платить. Поступкам клиентов верит больше, чем словам, и спрашивает, кто уже заплатил.',
        },
        {
          name: 'Финансы',
          persona:
            'Деньги и их запас. Доводит каждую ставку до конца: сколько она стоит, во что обойдётся проверка и когда кончатся деньги.',
        },
        {
          name: 'Продукт и разработка',
          persona:
            'Продукт и разработка. Спрашивает, что и к какому сроку можно сделать, какова самая малая настоящая проверка и чего стоит недоделанное.',
        },
      ],
    },
  ),
};
