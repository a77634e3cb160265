import type { Agenda } from '@/lib/council/agenda.schema';
import type { InputIssue } from '../errors';

const times = ['started_at', 'detected_at', 'mitigated_at', 'resolved_at'] as const;

/** What a schema can't say of an agenda: an incident's times are in order, criteria have different names. */
export function checkAgenda(agenda: Agenda): InputIssue[] {
  const issues: InputIssue[] = [];
  const { incident } = agenda;
  if (incident) {
    for (const [index, later] of times.entries()) {
      const earlier = times[index - 1];
      if (earlier && Date.parse(incident[later]) < Date.parse(incident[earlier])) {
        const args = { earlier, later, earlierTime: incident[earlier], laterTime: incident[later] };
        issues.push({ path: `incident.${later}`, code: 'agenda.incident_order', args });
      }
    }
  }
  const seen = new Set<string>();
  for (const [index, { name }] of agenda.criteria.entries()) {
    const key = name.toLowerCase();
    if (seen.has(key)) issues.push({ path: `criteria.${index}`, code: 'agenda.criterion_twice', args: { name } });
    seen.add(key);
  }
  return issues;
}
