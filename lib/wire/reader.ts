/** Who reads, as a stream's answer names them. */
export const readerHeader = 'xio-reader';
/** The server's clock when a stream was opened, ms since 1970. */
export const clockHeader = 'xio-now';

/** A page that was drawn for another reader must not fold this one's stream. */
export const readerOf = ({ userId, role, meeting }: Reader): string =>
  [userId, role, ...(meeting?.roles ?? []).toSorted()].join(':');

interface Reader {
  userId: string;
  role: string;
  meeting?: { roles: readonly string[] };
}
