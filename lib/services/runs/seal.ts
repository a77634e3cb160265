import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { MoveEvent } from '@/lib/council/events';

/** SHA-256 of the canonical JSON (RFC 8785) of a value, in hex. */
export function contentHash(value: object): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
}

export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Fills the content hash of a decision log before it is appended: of everything but the hash itself. */
export function seal(event: MoveEvent): MoveEvent {
  if (event.name !== 'artifact-recorded' || event.artifact.kind !== 'decision_log') return event;
  const { content_hash: _, ...content } = event.artifact.log;
  return { ...event, artifact: { ...event.artifact, log: { ...content, content_hash: contentHash(content) } } };
}
