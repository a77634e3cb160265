/** What a server action answers: its value, or why not, with the fields that are wrong, in the reader's language. */
export type Answered<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      problem: { detail: string; code: string; errors?: { path: string; message: string; line?: number }[] };
    };

/** A server action as the page hands it to a component: with its input, or as a form's own, which comes second. */
export type Send<T = unknown> = (input: unknown, form?: FormData) => Promise<Answered<T>>;

/** The field of a form that has all of the input, as JSON. */
export const wholeInput = 'input';
