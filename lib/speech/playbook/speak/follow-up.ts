import type { Answer } from '@/lib/council/answers.schema';
import type { Finding } from '@/lib/council/events';
import { hazardOf } from '../remedies';
import type { Stage } from '../stage';
import { clip, count } from '../words';
import { offer, sayCost } from './draft';
import { answerPeople, replyTo } from './reply';
import { nextHazard, remedyCost, tellHazard } from './risk';

type Given = Pick<Answer, 'alternatives' | 'risks' | 'mitigations' | 'claims' | 'replies'>;

/** What the gate or a person asked for, and nothing else. */
export function answerAsks(stage: Stage): Given {
  const given: Required<{ [K in keyof Given]-?: NonNullable<Given[K]> }> = {
    alternatives: [],
    risks: [],
    mitigations: [],
    claims: [],
    replies: [],
  };
  for (const ask of stage.request.asks) give(stage, ask, given);
  return given;
}

function give(stage: Stage, ask: Finding, given: Required<{ [K in keyof Given]-?: NonNullable<Given[K]> }>): void {
  const { pen, phrases, state, matter, language } = stage;
  switch (ask.code) {
    case 'min_alternatives':
    case 'duplicate_alternatives':
    case 'asked_alternative': {
      const option = stage.spare();
      if (!option) break;
      pen.write(pen.pick(phrases.askedAlternative, { o: stage.name(option) }));
      const pro = pen.write(option.summary, stage.point(option, 'pro')?.text || stage.plain(option, 'pro'));
      const con = pen.write(stage.plain(option, 'con'));
      sayCost(stage, option, 100);
      given.alternatives.push(offer(stage, option, [pro], [con]));
      return;
    }
    case 'rationale_missing': {
      const target = stage.candidate(ask.subject ?? undefined) ?? stage.leader;
      pen.write(pen.pick(phrases.askedReason, { o: stage.name(target.option) }));
      const quote = pen.write(stage.point(target.option, 'pro')?.text || stage.plain(target.option, 'pro'));
      if (!quote) break;
      given.claims.push({ alternative: target.id, stance: 'pro', text: clip(quote, 390), quote: clip(quote, 590) });
      return;
    }
    case 'risk_missing':
    case 'asked_risk': {
      const target = stage.candidate(ask.subject ?? undefined) ?? stage.leader;
      const found = nextHazard(stage, target.option);
      if (!found) break;
      pen.write(pen.pick(phrases.askedRisk));
      given.risks.push(tellHazard(stage, found, true));
      return;
    }
    case 'mitigation_missing':
    case 'risk_cost_missing': {
      const risk = state.risks.find((one) => one.id === ask.subject);
      if (!risk) break;
      const known = hazardOf(risk, matter);
      const remedy =
        risk.mitigation ||
        known?.say[language].remedy ||
        nextHazard(stage, stage.leader.option)?.hazard.say[language].remedy ||
        '';
      if (!remedy) break;
      const cost = remedyCost(stage, known?.weeks ?? 2);
      const first = ask.code === 'mitigation_missing' ? pen.pick(phrases.askedRemedy, { m: remedy }) : '';
      const quote = pen.write(first, pen.pick(phrases.askedCost, { n: count(language, cost.amount, 'personWeek') }));
      if (matter.capacity) pen.fit(80, pen.pick(phrases.costBound), stage.cite(matter.capacity.clause));
      if (pen.words < 14) pen.write(pen.pick(phrases.costBuys, { m: remedy }));
      const sum = pen.words < 40 ? matter.workings.find((one) => one.id === 'effort') : undefined;
      pen.write(pen.pick(sum?.say ?? []));
      given.mitigations.push({
        risk: risk.id,
        quote: clip(quote || pen.text, 590),
        mitigation: clip(remedy, 390),
        cost,
      });
      return;
    }
    case 'unanswered_block': {
      const objection = state.objections.find((one) => one.id === ask.subject);
      const reply = objection ? replyTo(stage, objection) : null;
      if (!reply) break;
      given.replies.push(reply);
      return;
    }
    case 'no_majority':
    case 'ballot_missing':
      break;
  }
  pen.write(pen.pick(ask.code === 'no_majority' ? phrases.majority : phrases.nothingOwed));
}

/** Supplies what was found missing. */
export function followUp(stage: Stage): Answer {
  answerPeople(stage);
  const given = answerAsks(stage);
  if (!stage.pen.text) stage.pen.write(stage.phrases.nothingOwed[0] ?? '');
  return { ...given, text: stage.pen.text };
}
