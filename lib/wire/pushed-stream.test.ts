import { describe, expect, it, vi } from 'vitest';
import { type Outlet, pushedStream } from './pushed-stream';

const bytes = (text: string) => new TextEncoder().encode(text);

function open({ room = 8, first = ['a'] }: { room?: number; first?: string[] } = {}) {
  let out: Outlet | null = null;
  const more = vi.fn(async () => {});
  const left = vi.fn();
  const start = (one: Outlet) => {
    out = one;
    for (const piece of first) one.push(bytes(piece));
  };
  const stream = pushedStream({ start, more, left }, room);
  if (!out) throw new Error('not started');
  return { stream, out: out as Outlet, more, left };
}

/** Where a stream is piped to: what came, and a hand on when the next piece is taken. */
function sink() {
  const got: string[] = [];
  let full: Promise<void> | null = null;
  const to = new WritableStream<Uint8Array>({
    write(piece) {
      got.push(new TextDecoder().decode(piece));
      return full ?? undefined;
    },
  });
  const hold = () => {
    let release = () => {};
    full = new Promise<void>((resolve) => {
      release = () => {
        full = null;
        resolve();
      };
    });
    return () => release();
  };
  return { to, got, hold };
}

describe('a pushed stream', () => {
  it('gives what waited first, then each piece in the call that pushes it', async () => {
    const { stream, out, more } = open({ first: ['a', 'b'] });
    const { to, got } = sink();
    const piped = stream.pipeTo(to);
    await vi.waitFor(() => expect(got).toEqual(['a', 'b']));
    await vi.waitFor(() => expect(more).toHaveBeenCalled());
    out.push(bytes('c'));
    expect(got).toEqual(['a', 'b', 'c']);
    out.end();
    await piped;
  });

  it('tells how far its reader lags behind, and asks for more once there is room', async () => {
    const { stream, out, more } = open({ room: 4, first: [] });
    const { to, got, hold } = sink();
    const piped = stream.pipeTo(to);
    await vi.waitFor(() => expect(more).toHaveBeenCalled());
    const release = hold();
    for (const piece of ['12', '34']) out.push(bytes(piece));
    expect(out.room).toBe(0);
    const asked = more.mock.calls.length;
    release();
    await vi.waitFor(() => expect(more.mock.calls.length).toBeGreaterThan(asked));
    expect(out.room).toBe(4);
    out.end();
    await piped;
    expect(got).toEqual(['12', '34']);
  });

  it.each([
    ['its reader goes', (gone: AbortController) => gone.abort(new Error('gone'))],
    ['its reader is gone already', (gone: AbortController) => gone.abort(new Error('gone')), true],
  ])('leaves when %s', async (_, go, before = false) => {
    const { stream, left } = open();
    const gone = new AbortController();
    if (before) go(gone);
    const piped = stream.pipeTo(sink().to, { signal: gone.signal });
    if (!before) go(gone);
    await expect(piped).rejects.toThrow('gone');
    expect(left).toHaveBeenCalled();
  });

  it('leaves when it cannot be written any more', async () => {
    const { stream, out, left } = open();
    const piped = stream.pipeTo(
      new WritableStream({
        write: () => Promise.reject(new Error('broken')),
      }),
    );
    await expect(piped).rejects.toThrow('broken');
    out.push(bytes('lost'));
    expect(left).toHaveBeenCalled();
  });

  it('fails its reader when what makes it fails', async () => {
    const { stream, more } = open();
    more.mockRejectedValue(new Error('no log'));
    await expect(stream.pipeTo(sink().to)).rejects.toThrow('no log');
  });

  it('can be read like any other', async () => {
    const { stream, out } = open();
    out.push(bytes('b'));
    out.end();
    expect(await new Response(stream).text()).toBe('ab');
  });
});
