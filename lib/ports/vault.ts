/** Why a secret can't be kept or read. */
export type VaultTrouble = 'no_key' | 'wrong_key' | 'garbled' | 'no_folder' | 'not_there';

export class VaultError extends Error {
  /** Each of the server's bundles has this class once; the vault may live in another one than who asks it. */
  static override [Symbol.hasInstance](value: unknown): value is VaultError {
    return value instanceof Error && value.name === 'VaultError';
  }

  override name = 'VaultError';
  constructor(readonly trouble: VaultTrouble) {
    super(`The vault: ${trouble}`);
  }
}

/** Keeps secrets as ciphertext. `about` says whose it is: under another name the same ciphertext does not open. */
export interface Vault {
  /** @throws VaultError `no_key` where this deployment has none. */
  seal(secret: string, about: readonly string[]): string;
  /** @throws VaultError */
  open(sealed: string, about: readonly string[]): string;
  /**
   * A secret that is kept outside for an organisation, read afresh.
   * @throws VaultError `no_folder` where this deployment keeps none outside; `not_there`, also for an empty one.
   */
  outside(orgId: string, name: string): Promise<string>;
}
