import type { z } from 'zod';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { csvLine } from '../csv';
import { listAudit } from './list';
import type { AuditEntry, exportAuditSchema } from './schemas';

const page = 500;
const head = 'place,at,user,name,token,address,agent,action,subject_type,subject_id,detail,id,hash'.split(',');

/**
 * The trail as one CSV or JSON file, chunk by chunk, the newest first. That it was taken out is a row of the trail
 * itself, written before the first one is read.
 */
export async function* exportAudit(
  ctx: Pick<Context, 'db'>,
  who: Member,
  { format, ...filter }: z.output<typeof exportAuditSchema>,
): AsyncGenerator<string> {
  await audit(ctx.db, who, 'audit.export', { type: 'audit', id: who.orgId }, { format, ...filter });
  yield format === 'csv' ? csvLine(head) : '[';
  let separator = '\n';
  let cursor: string | undefined;
  do {
    const { entries, nextCursor } = await listAudit(ctx, who, { ...filter, limit: page, cursor });
    yield entries.map((entry) => (format === 'csv' ? csvOf(entry) : jsonOf(entry))).join('');
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (format === 'json') yield '\n]\n';

  function jsonOf(entry: AuditEntry): string {
    const text = `${separator}${JSON.stringify(entry)}`;
    separator = ',\n';
    return text;
  }
}

const csvOf = ({ place, at, by, token, address, agent, action, subject, detail, id, hash }: AuditEntry) =>
  csvLine([
    ...[place, at, by?.id ?? null, by?.name ?? null, token?.name ?? token?.id ?? null, address, agent],
    ...[action, subject.type, subject.id, JSON.stringify(detail), id, hash],
  ]);
