/** The address of the socket that a request came by, as this process's HTTP server saw it. */
export const socketHeader = 'x-xio-socket';

declare global {
  /** Set once every request carries the header, whatever the client sent. The server's bundles share `globalThis` only. */
  var xioNotesSockets: boolean | undefined;
}
