/** Where pieces go. `room`: bytes that may be pushed before the reader lags behind; negative when more were. */
export interface Outlet {
  readonly room: number;
  push(bytes: Uint8Array): void;
  end(): void;
}

export interface Source {
  /** Called at once; pieces may be pushed from now on. */
  start(out: Outlet): void;
  /** Called while there is room, one call at a time. What it throws ends the stream. */
  more(out: Outlet): Promise<void>;
  /** The reader is gone, or the stream failed. */
  left(): void;
}

/**
 * A stream of what is pushed into it, that brings itself to where it is piped: `pipeTo` writes each piece in the call
 * that pushes it. The platform's own pipe takes some ten promises a piece, and a thousand streams that are given a
 * piece together take each of those steps in turn, so that the first reader waits as long as the last one.
 */
export function pushedStream(source: Source, roomBytes: number): ReadableStream<Uint8Array> {
  let direct: WritableStreamDefaultWriter<Uint8Array> | null = null;
  let unwritten = 0;
  let ended: (() => void) | null = null;
  let asking = false;
  let controller: ReadableStreamDefaultController<Uint8Array>;

  const out: Outlet = {
    get room() {
      return direct ? roomBytes - unwritten : (controller.desiredSize ?? 0);
    },
    push(bytes) {
      if (direct) write(direct, bytes);
      else controller.enqueue(bytes);
    },
    end() {
      controller.close();
      ended?.();
    },
  };
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      await source.more(out);
    } catch (error) {
      source.left();
      controller.error(error);
    } finally {
      asking = false;
    }
  };
  const write = (writer: WritableStreamDefaultWriter<Uint8Array>, bytes: Uint8Array) => {
    unwritten += bytes.byteLength;
    writer.write(bytes).then(
      () => {
        const wasFull = unwritten >= roomBytes;
        unwritten -= bytes.byteLength;
        if (wasFull && unwritten < roomBytes) void ask();
      },
      () => {}, // told by `closed`
    );
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own;
        source.start(out);
      },
      pull: ask,
      cancel: source.left,
    },
    { highWaterMark: roomBytes, size: (piece) => piece.byteLength },
  );

  return Object.assign(stream, {
    async pipeTo(to: WritableStream<Uint8Array>, { signal }: StreamPipeOptions = {}): Promise<void> {
      const writer = to.getWriter();
      const reader = stream.getReader();
      const over = new Promise<void>((resolve) => {
        ended = resolve;
      });
      const stopped = new Promise<never>((_, reject) => {
        const stop = () => reject(signal?.reason);
        if (signal?.aborted) stop();
        signal?.addEventListener('abort', stop, { once: true });
        writer.closed.catch(reject);
        reader.closed.catch(reject);
      });
      // What waits goes first; from the moment when nothing does, pieces go straight on.
      const pump = async () => {
        while ((controller.desiredSize ?? 0) < roomBytes) {
          const { value, done } = await reader.read();
          if (done) return;
          write(writer, value);
        }
        direct = writer;
        void ask();
        await over;
      };
      try {
        await Promise.race([pump(), stopped]);
        await writer.close();
      } catch (error) {
        source.left();
        await writer.abort(error).catch(() => {});
        throw error;
      }
    },
  });
}
