'use client';

import { useEffect, useRef } from 'react';
import type { Finding } from '@/lib/council/events';
import { findings as findingsNow, policyOf } from '@/lib/council/policy';
import type { RunState } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import styles from './board.module.css';
import { Fold } from './fold';
import { onParts, type PartProps } from './parts';

const checkCodes = [
  'min_alternatives',
  'duplicate_alternatives',
  'rationale_missing',
  'risk_missing',
  'mitigation_missing',
  'risk_cost_missing',
  'unanswered_block',
  'ballot_missing',
  'no_majority',
] as const satisfies readonly Finding['code'][];

/** What a finding may depend on. */
const parts = [
  'alternatives',
  'claims',
  'scores',
  'risks',
  'objections',
  'positions',
  'ballot',
  'gate',
  'bySeat',
  'status',
] as const satisfies readonly (keyof RunState)[];

export const Checks = onParts(CheckList, ...parts);

/** How much is missing, as a number beside the word for the board; nothing while nothing can be missing. */
export const Missing = onParts(
  function Missing({ state }: PartProps) {
    const count = state.alternatives.length === 0 || state.status === 'finished' ? 0 : findingsNow(state).length;
    return count > 0 && <em>{count}</em>;
  },
  ...parts,
);

/** What is missing comes first, named with the seat that owes it; ticks follow, quiet. */
function CheckList({ state, words }: PartProps) {
  const { t, face } = words;
  const empty = state.alternatives.length === 0;
  const findings = empty ? [] : state.status === 'finished' && state.gate ? state.gate.findings : findingsNow(state);
  const fine = empty
    ? []
    : checkCodes.filter((code) => !findings.some((one) => one.code === code) && asked(code, state));
  // A tick that was not there a moment ago is drawn stroke by stroke; those the page came with just stand.
  const before = useRef<readonly string[] | null>(null);
  const known = before.current;
  useEffect(() => {
    before.current = fine;
  });
  if (empty) return null;
  return (
    <div>
      <h2 className={`label ${styles.head}`}>
        {findings.length > 0 ? t('board.missing', { count: findings.length }) : t('board.complete')}
      </h2>
      <Fold
        words={words}
        className={styles.checks}
        items={findings}
        most={8}
        draw={(one) => (
          <li key={`${one.code}${one.subject}`} data-open="">
            <Icon name="ring" />
            <b>{words.missing(one)}</b>
            <span className="note">{one.seat ? t('board.owes', { name: face(one.seat)?.name ?? '' }) : ''}</span>
          </li>
        )}
      />
      <ul className={styles.checks}>
        {fine.map((code) => (
          <li key={code} data-new={(known && !known.includes(code)) || undefined}>
            <Icon name="tick" />
            <span>{t(`checks.${code}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A check that the policy does not ask for gets no tick. */
function asked(code: Finding['code'], state: RunState): boolean {
  const policy = policyOf(state);
  if (code === 'rationale_missing') return policy.rationale_required;
  if (code === 'risk_cost_missing') return policy.risk_cost_required && state.risks.length > 0;
  if (code === 'ballot_missing') return state.team.protocol === 'council';
  if (code === 'mitigation_missing') return state.risks.length > 0;
  if (code === 'no_majority') return state.ballot !== null || state.team.protocol === 'panel';
  return true;
}
