import type { Answer } from '@/lib/council/answers.schema';
import type { Stage } from '../stage';
import { forgetsCost, nextHazard, tellHazard } from './risk';

/** The leading answer has failed: one cause, its earliest sign and its remedy. */
export function premortem(stage: Stage): Answer {
  const { pen, phrases } = stage;
  const { option } = stage.leader;
  pen.write(pen.must(phrases.failed, { o: stage.name(option) }));
  const found = nextHazard(stage, option);
  const risks = found ? [tellHazard(stage, found, !forgetsCost(stage))] : [];
  if (pen.words < 34) {
    const sum = stage.working(option, 'con');
    pen.fit(90, sum?.text ?? stage.plain(option, 'con'));
  }
  return { text: pen.text, risks };
}
