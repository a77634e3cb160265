import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way through to a server of this machine that can be made bad. */
export interface Gate {
  port: number;
  /** Every piece takes so much longer, each way, ms. */
  delay(ms: number): void;
  /** What stands open hears nothing more, and is not told; new connections work. */
  mute(): void;
  /** While held, nothing passes and nobody is told. */
  hold(held: boolean): void;
  close(): void;
}

interface Pair {
  client: Socket;
  server: Socket;
  mute: boolean;
}

/** Opens a gate on the loopback before the server at `port`. */
export async function openGate(port: number): Promise<Gate> {
  const pairs = new Set<Pair>();
  let late = 0;
  let held = false;
  const pass = (from: Socket, to: Socket, silent: () => boolean) => {
    from.on('data', (bytes) => {
      if (silent()) return;
      if (late > 0) setTimeout(() => to.writable && to.write(bytes), late);
      else to.write(bytes);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ port, host: '127.0.0.1', noDelay: true });
    const pair: Pair = { client, server, mute: false };
    pairs.add(pair);
    client.on('close', () => pairs.delete(pair));
    pass(client, server, () => pair.mute);
    pass(server, client, () => pair.mute);
    if (held) for (const end of [client, server]) end.pause();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    delay(ms) {
      late = ms;
    },
    mute() {
      for (const pair of pairs) pair.mute = true;
    },
    hold(now) {
      held = now;
      for (const { client, server } of pairs) for (const end of [client, server]) now ? end.pause() : end.resume();
    },
    close() {
      listener.close();
      for (const { client, server } of pairs) for (const end of [client, server]) end.destroy();
    },
  };
}
