import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import type { Where } from '../run-meant';
import { listArtifacts } from './list';
import type { Decision } from './schemas';

/**
 * The newest decision log of a meeting (or of one run) with the tasks and the summary of the same run.
 * @throws ServiceError `not_found`, with `artifact.no_decision` while there is none.
 */
export async function readDecision(ctx: DataContext, who: Member, where: Where): Promise<Decision> {
  const { artifacts } = await listArtifacts(ctx, who, where);
  const found = artifacts.find((one) => one.kind === 'decision_log');
  if (!found) throw new ServiceError('not_found', 'artifact.no_decision');
  const { runId, contentHash, body } = found;
  const ofRun = artifacts.filter((one) => one.runId === runId);
  return {
    runId,
    contentHash,
    log: { ...body, content_hash: contentHash },
    items: ofRun.find((one) => one.kind === 'action_items')?.body ?? [],
    summary: ofRun.find((one) => one.kind === 'summary')?.body ?? null,
  };
}
