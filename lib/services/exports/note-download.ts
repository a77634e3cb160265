import { audit } from '../audit';
import type { Context, Member } from '../context';

/** Writes down that somebody saves a record as a file: what is saved is out of the organisation's hands. */
export const noteDownload = (
  { db }: Pick<Context, 'db'>,
  who: Member,
  subject: { type: 'export' | 'meeting'; id: string },
  format: string,
): Promise<void> => audit(db, who, 'export.file', subject, { format });
