/** Who may drive a run. Owners are random tokens; every call compares the owner. */
export interface Lease {
  /** True when taken, or already held by this owner. Expires after `ttlMs` unless renewed. */
  acquire(runId: string, owner: string, ttlMs: number): Promise<boolean>;
  /** False when it was lost: the caller must stop driving. */
  renew(runId: string, owner: string, ttlMs: number): Promise<boolean>;
  /** Releases only if `owner` holds it. */
  release(runId: string, owner: string): Promise<void>;
}
