/** What is limited: requests by who sends them, and guesses at what only its owner knows. */
export type Bucket =
  | 'token' // requests of an API token
  | 'member' // requests of a member
  | 'address' // requests of somebody who is not signed in, by address
  | 'guess' // wrong tokens, by address
  | 'sign_in' // tries to sign in that led nowhere, by address
  | 'password' // wrong passwords of a share link, by link and address
  | 'link_password' // the same by link, from wherever they come
  | 'refusal'; // refusals that are written down, by member

/** What was left of a bucket after one was taken. */
export interface Taken {
  bucket: Bucket;
  /** How many the bucket holds in `windowSeconds`. */
  limit: number;
  windowSeconds: number;
  left: number;
  /** Until the bucket is full again. */
  seconds: number;
  /** There was none left to take. */
  refused: boolean;
}

/** Counts what is done, over all processes where that can be had. Calls never reject: a counter that fails keeps nobody out. */
export interface Limits {
  /** Takes one of what a bucket holds for a key. */
  take(bucket: Bucket, key: string): Promise<Taken>;
  /** Gives one back: it was no wrong guess after all. */
  giveBack(bucket: Bucket, key: string): Promise<void>;
  /** Why a key has to wait as far as this process knows, without asking anybody; null: it need not. */
  refused(bucket: Bucket, key: string): Taken | null;
  close(): Promise<void>;
}
