/**
 * This deployment as it calls itself, where the platform ends a process some time after its answer. A call is signed
 * with a key that only this deployment has, and counts once.
 */
export interface Site {
  /** Has a fresh call of this deployment drive the run. False where that could not be had: a sweep finds the run. */
  drive(orgId: string, runId: string): Promise<boolean>;
  /** Whether this deployment made a call, not long ago, that was not seen before. */
  made(call: { path: string; body: string; signature: string | null }): Promise<boolean>;
}

export const drivePath = '/api/v1/internal/drive';
export const signatureHeader = 'x-xio-signature';
