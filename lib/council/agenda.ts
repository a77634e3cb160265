import type { Agenda } from './agenda.schema';

export interface CitableFact {
  /** 1-based; what a claim's `facts` array refers to. */
  n: number;
  kind: 'fact' | 'constraint' | 'incident';
  text: string;
}

/** Everything in an agenda that a claim may cite: facts, then constraints, then the incident's times. */
export function citableFacts(agenda: Agenda): CitableFact[] {
  const { incident } = agenda;
  const times = incident
    ? [
        `service: ${incident.service}`,
        `started_at: ${incident.started_at}`,
        `detected_at: ${incident.detected_at}`,
        `mitigated_at: ${incident.mitigated_at}`,
        `resolved_at: ${incident.resolved_at}`,
      ]
    : [];
  const of = (kind: CitableFact['kind']) => (text: string) => ({ kind, text });
  return [
    ...agenda.facts.map(of('fact')),
    ...agenda.constraints.map(of('constraint')),
    ...times.map(of('incident')),
  ].map((fact, index) => ({ n: index + 1, ...fact }));
}
