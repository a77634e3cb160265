/** What is kept of a run. Only what is right whenever it was made: it never changes until it is forgotten, or its reader adds what came after. */
export interface CacheKey {
  orgId: string;
  runId: string;
  /** What it is, with everything that makes it another: its version, its audience. */
  what: string;
}

/** A place for what can be made again at any time, shared by all processes where there is one. Calls never reject. */
export interface Cache {
  /** Null where it is not kept, has outlived its time, or can't be had. */
  read(key: CacheKey): Promise<string | null>;
  /** Keeps it for `lifetimeMs` at most; it may be forgotten sooner. */
  keep(key: CacheKey, value: string, lifetimeMs: number): Promise<void>;
  /** Lets go of everything that is kept of a run: some of its texts were erased. */
  forget(run: Pick<CacheKey, 'orgId' | 'runId'>): Promise<void>;
  close(): Promise<void>;
}
