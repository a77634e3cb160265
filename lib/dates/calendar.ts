/** A day as `YYYY-MM-DD`; a calendar has no hours, so no change to summer time can move it. */
export type Day = string;

const dayMs = 86_400_000;

/** The day, or null where the month has no such day. `month` counts from 1. */
export function dayOf(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

export const partsOf = (day: Day): { year: number; month: number; date: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  date: Number(day.slice(8, 10)),
});

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** Monday 1 to Sunday 7 (ISO 8601). */
export const weekdayOf = (day: Day): number => new Date(Date.parse(day)).getUTCDay() || 7;

/** Last day of a month; `month` may run over the year. */
export const monthEnd = (year: number, month: number): Day =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The instant when a day's clock shows this hour in an IANA zone, ms since 1970; later where summer time skips it. */
export function instantIn(timeZone: string, day: Day, hour: number): number {
  const wanted = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  const shown = (at: number) => Date.parse(`${new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
  const near = wanted - (shown(wanted) - wanted);
  return near - (shown(near) - wanted);
}

/** The day of an instant in an IANA zone. */
export const dayIn = (timeZone: string, instant: Date): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);
