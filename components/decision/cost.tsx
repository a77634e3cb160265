import { useFormatter, useTranslations } from 'next-intl';

interface Given {
  amount: number;
  unit: string;
  basis: string;
}

/** Units of work are the only ones that need a plural of their own; a currency or a rate reads as it was written. */
const units: Record<string, 'hours' | 'days' | 'weeks' | 'months'> = {
  'person-hour': 'hours',
  'person-day': 'days',
  'person-week': 'weeks',
  'person-month': 'months',
  'человеко-час': 'hours',
  'человеко-дн': 'days',
  'человеко-ден': 'days',
  'человеко-недел': 'weeks',
  'человеко-месяц': 'months',
};

/** "1 person-week", "3 человеко-недели": an amount with its unit; what it rests on is its title. */
export function Cost({ cost: { amount, unit, basis } }: { cost: Given }) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const known = units[unit.toLowerCase().replace(/(s|ь|я|и|й|а|ов)$/u, '')];
  return (
    <span title={basis}>{known ? t(`work.${known}`, { count: amount }) : `${format.number(amount)} ${unit}`}</span>
  );
}
