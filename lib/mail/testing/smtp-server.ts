import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** How the server treats what comes: takes it, refuses the recipient for good or for now, or misbehaves. */
export type Manner = 'take' | 'refuse' | 'busy' | 'hang' | 'drop' | 'reject_sign_in';

const refusal = (message: string, responseCode: number) => Object.assign(new Error(message), { responseCode });

/** A real mail server of the loopback, whose manners can be changed at any time. */
export async function createMailServer() {
  const state = { manner: 'take' as Manner, connections: 0 };
  const received: { to: string[]; raw: string }[] = [];
  let wake = () => {};
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onConnect(_session, callback) {
      state.connections += 1;
      callback();
    },
    onAuth({ username }, _session, callback) {
      if (state.manner === 'reject_sign_in') callback(refusal('Who are you?', 535));
      else callback(null, { user: username });
    },
    onRcptTo(_address, _session, callback) {
      if (state.manner === 'refuse') callback(refusal('No such person here', 550));
      else if (state.manner === 'busy') callback(refusal('Try again later', 451));
      else callback();
    },
    onData(stream, session, callback) {
      void text(stream).then((raw) => {
        if (state.manner === 'hang') return;
        if (state.manner === 'drop') {
          server.connections.forEach((one) => {
            one.close();
          });
          return;
        }
        received.push({ to: session.envelope.rcptTo.map((one) => one.address), raw });
        callback();
        wake();
      });
    },
  });
  server.on('error', () => {}); // connections that were dropped on purpose
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://xio:secret@127.0.0.1:${port}`,
    state,
    received,
    /** Resolves once `count` messages have come in all. */
    async until(count: number) {
      while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
