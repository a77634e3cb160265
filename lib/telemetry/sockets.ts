import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { socketHeader } from './socket-header';

/**
 * Writes the socket's address into every request of this process's HTTP servers, over whatever the client sent. Next
 * fills `x-forwarded-for` only where the client left it out, so without a proxy nobody could tell the two apart.
 */
export function noteSockets(): void {
  if (globalThis.xioNotesSockets) return;
  globalThis.xioNotesSockets = true;
  subscribe('http.server.request.start', (message) => {
    const { headers, socket } = requestOf(message);
    headers[socketHeader] = socket.remoteAddress ?? '';
  });
}

/** Node guarantees this one on every message of this channel. */
const requestOf = (message: unknown) => (message as { request: IncomingMessage }).request;
