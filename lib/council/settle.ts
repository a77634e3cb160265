import type { Changes } from './changes.schema';
import type { DecisionLog, DecisionStatus } from './decision-log.schema';
import { type Circumstances, change, human, type Outcome, refuse } from './log-changes';

export type { Circumstances, Outcome };

export type Step = 'revise' | 'accept' | 'reject' | 'defer' | 'send_back' | 'supersede';

const open = ['revise', 'accept', 'reject', 'defer', 'send_back', 'supersede'] as const;

/** What may be done with a log from where it stands. A change to a settled one opens it again as a new version. */
export const steps: Record<DecisionStatus, readonly Step[]> = {
  draft: open,
  proposed: open,
  escalated: open,
  deferred: open,
  accepted: ['revise', 'supersede'],
  rejected: ['revise', 'supersede'],
  superseded: [],
};

function checkStep(log: DecisionLog, step: Step): Outcome | null {
  return steps[log.status].includes(step) ? null : refuse('decision.not_from', { status: log.status, step });
}

/** The next version: unsigned, unsettled, unsealed, whatever the one before was. */
function nextVersion(log: DecisionLog): DecisionLog {
  return {
    ...log,
    version: log.version + 1,
    supersedes: log.status === 'accepted' ? log.version : log.supersedes,
    superseded_by: null,
    settlement: null,
    confirmation: null,
    content_hash: '',
  };
}

/** A changed log. A settled one is proposed again; without changes that is all that happens. */
export function revise(log: DecisionLog, changes: Changes, it: Circumstances): Outcome {
  const settled = log.status === 'accepted' || log.status === 'rejected';
  const changed = checkStep(log, 'revise') ?? change(nextVersion(log), changes, it);
  if (!changed.ok) return changed;
  if (!settled && Object.keys(changes).length === 0) return refuse('decision.unchanged');
  const status = log.status === 'deferred' ? 'deferred' : standing(changed.log, log.status);
  const settlement = status === 'deferred' ? log.settlement : null;
  return { ok: true, log: { ...changed.log, status, settlement } };
}

/** Where an open log stands: with a choice and a statement it is a proposal. */
function standing(log: DecisionLog, before: DecisionStatus): DecisionStatus {
  if (log.chosen !== null && log.statement !== '') return 'proposed';
  return before === 'draft' ? 'draft' : 'escalated';
}

/** The decision as taken, with the last changes that came along. The signature is added by who can hash. */
export function accept(log: DecisionLog, changes: Changes, note: string, it: Circumstances): Outcome {
  const changed = checkStep(log, 'accept') ?? change(nextVersion(log), changes, it);
  if (!changed.ok) return changed;
  const { chosen, statement } = changed.log;
  // Who chooses otherwise than the council gives the reason with it.
  const own = note !== '' && changes.rationale === undefined && chosen !== log.chosen;
  const rationale = own ? [human(note, it), ...changed.log.rationale] : changed.log.rationale;
  const missing = changed.log.missing.filter(
    ({ code }) => code !== 'no_majority' && !(own && code === 'rationale_missing'),
  );
  if (chosen === null) return refuse('decision.choice_missing');
  if (statement === '') return refuse('decision.statement_missing');
  if (it.rationaleRequired && rationale.length === 0) return refuse('decision.rationale_missing');
  return {
    ok: true,
    log: {
      ...changed.log,
      rationale,
      missing,
      status: 'accepted',
      incomplete: false,
      deferred_until: null,
      settlement: settle(note, it),
    },
  };
}

/** A version in force goes on holding: what is turned down is the one proposed in its place. */
export function reject(log: DecisionLog, note: string, it: Circumstances): Outcome {
  const refused = checkStep(log, 'reject');
  if (refused) return refused;
  if (note === '') return refuse('decision.note_missing');
  return {
    ok: true,
    log: { ...nextVersion(log), status: 'rejected', deferred_until: null, settlement: settle(note, it) },
  };
}

/** @param until an ISO day after today. */
export function defer(log: DecisionLog, until: string, note: string, it: Circumstances): Outcome {
  const refused = checkStep(log, 'defer');
  if (refused) return refused;
  if (until <= it.today) return refuse('decision.defer_past', { until, today: it.today });
  return {
    ok: true,
    log: { ...nextVersion(log), status: 'deferred', deferred_until: until, settlement: settle(note, it) },
  };
}

/** Another round is held by `run`; the log stands where it stood until that one is decided. */
export function sendBack(log: DecisionLog, run: string): Outcome {
  return (
    checkStep(log, 'send_back') ?? {
      ok: true,
      log: { ...nextVersion(log), settlement: log.settlement, superseded_by: run },
    }
  );
}

/** The decision of `run` took this one's place. */
export function supersede(log: DecisionLog, run: string): Outcome {
  return (
    checkStep(log, 'supersede') ?? {
      ok: true,
      log: { ...nextVersion(log), status: 'superseded', settlement: log.settlement, superseded_by: run },
    }
  );
}

const settle = (note: string, { by, onBehalfOf, at }: Circumstances) => ({ by, on_behalf_of: onBehalfOf, note, at });
