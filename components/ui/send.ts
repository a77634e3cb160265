/** What a server action answers: its value, or why not, with the fields that are wrong, in the reader's language. */
export type Answered<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      problem: { detail: string; code: string; errors?: { path: string; message: string; line?: number }[] };
    };

/** A server action as the page hands it to a component. */
export type Send<T = unknown> = (input: unknown) => Promise<Answered<T>>;
