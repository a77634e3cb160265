import { createHash } from 'node:crypto';
import { downloadZip } from 'client-zip';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { readOrganisation } from '../organisations/read';
import { checkRate } from '../quotas/rate';
import { type ArchiveFile, archiveFiles } from './files';
import { json } from './meeting-files';

const limit = 5;
const seconds = 3600;

/**
 * Everything that an organisation has as one ZIP archive, made while it is read: one meeting is held at a time, and
 * about a kilobyte of each file until the end, for the list at the archive's end.
 * @throws ServiceError `rate_limited` at the sixth within an hour.
 */
export async function exportOrganisation(
  ctx: Context,
  who: Member,
): Promise<{ name: string; body: ReadableStream<Uint8Array> }> {
  const reason = 'export_all.busy';
  await checkRate(ctx.db, who, 'organisation.export', { limit, seconds, by: 'organisation', reason });
  const { name } = await readOrganisation(ctx, who);
  await audit(ctx.db, who, 'organisation.export', { type: 'organisation', id: who.orgId });
  const made = new Date(ctx.clock.now());
  const { body } = downloadZip(zipped(archiveFiles(ctx, who.orgId), who.orgId, made));
  if (!body) throw new Error('The archive has no body');
  return { name: `${name} ${made.toISOString().slice(0, 10)}.zip`, body: cancellable(body) };
}

/** The same stream; the packer throws into its files when it is cancelled, which is what it should do and no failure. */
function cancellable(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(out) {
      const { value, done } = await reader.read();
      if (done) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason).catch(() => undefined),
  });
}

/** Each file with its bytes counted and hashed on the way; the last one lists them all. */
async function* zipped(files: AsyncGenerator<ArchiveFile>, organisation: string, made: Date) {
  const listed: { name: string; bytes: number; sha256: string }[] = [];
  for await (const { name, body } of files) {
    const hash = createHash('sha256');
    let bytes = 0;
    const input = async function* () {
      for await (const piece of typeof body === 'string' ? [body] : body) {
        const encoded = Buffer.from(piece);
        hash.update(encoded);
        bytes += encoded.length;
        yield encoded;
      }
    };
    yield { name, input: input(), lastModified: made };
    listed.push({ name, bytes, sha256: hash.digest('hex') });
  }
  const meetings = listed.filter((one) => /^meetings\/[^/]+\/meeting\.json$/.test(one.name)).length;
  const runs = listed.filter((one) => one.name.endsWith('.jsonl')).length;
  const counts = { files: listed.length, meetings, runs };
  yield {
    name: 'manifest.json',
    input: json({ format: 'xio-export/1', organisation, made: made.toISOString(), counts, files: listed }),
    lastModified: made,
  };
}
