import type { useFormatter } from 'next-intl';
import type { Counted } from '@/lib/services/measures/define';

type Format = ReturnType<typeof useFormatter>;
type Words = (key: 'minutes' | 'hours' | 'none', args?: Record<string, string | number>) => string;

/** Numbers as people read them; what was not measured is a dash. */
export function sayers(format: Format, t: Words) {
  const known = (say: (value: number) => string) => (value: number | null) => (value === null ? t('none') : say(value));
  return {
    share: known((value) => format.number(value, { style: 'percent', maximumFractionDigits: 0 })),
    count: known((value) => format.number(value)),
    /** Of a mean. */
    number: known((value) => format.number(value, { maximumFractionDigits: 1 })),
    /** Milliseconds. */
    time: known((ms) => {
      const minutes = ms / 60_000;
      if (minutes < 100) return t('minutes', { value: format.number(minutes, { maximumFractionDigits: 1 }) });
      return t('hours', { value: format.number(minutes / 60, { maximumFractionDigits: 1 }) });
    }),
    /** Micro-USD. */
    money: known((micro) =>
      format.number(micro / 1e6, {
        style: 'currency',
        currency: 'USD',
        maximumFractionDigits: micro > 0 && micro < 1e6 ? 3 : 2,
      }),
    ),
    day: (day: string) => format.dateTime(new Date(day), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    days: (from: string, to: string) =>
      from === to
        ? format.dateTime(new Date(from), { dateStyle: 'medium', timeZone: 'UTC' })
        : format.dateTimeRange(new Date(from), new Date(to), { dateStyle: 'medium', timeZone: 'UTC' }),
  };
}
export type Say = ReturnType<typeof sayers>;

interface Scope {
  from: string;
  to: string;
  team: string | null;
  template: string | null;
}

/** The list of the meetings behind a number. */
export function meetingsHref(scope: Scope, counted: Counted): string {
  const { from, to, team, template } = scope;
  const query = new URLSearchParams({ counted, endedFrom: from, endedTo: to });
  if (team) query.set('team', team);
  if (template) query.set('template', template);
  return `/?${query}`;
}
