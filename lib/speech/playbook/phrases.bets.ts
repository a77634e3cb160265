import type { Phrases } from './phrases.en';
import type { Both } from './words';

/** Said where something unproven is to be paid for. */
export const betPhrases: Both<Partial<Phrases>> = {
  en: {
    moveIf: [
      'I would change my mind for a signed order of a size that pays for the work.',
      'Show me that {p} earns its cost back within a year, and I will move.',
      'If the stated chance turns out to be a wish and not a count, I look at {p} again.',
      'One customer who has paid for {p} would be worth more to me than all of this.',
      'If {o} costs a third more than is written here, I drop it.',
      'The day a competitor sells this, my order of the answers turns round.',
    ],
  },
  ru: {
    moveIf: [
      'Моё мнение изменит подписанный заказ такого размера, который окупает работу.',
      'Покажите, что {p} за год возвращает вложенное, и моя позиция сдвинется.',
      'Если названная вероятность окажется пожеланием, а не подсчётом, вернусь к варианту {p}.',
      'Один клиент, заплативший за {p}, для меня весомее всего сказанного.',
      'Если {o} выйдет на треть дороже записанного, от этого откажусь.',
      'В день, когда это начнёт продавать конкурент, порядок моих оценок перевернётся.',
    ],
  },
};
