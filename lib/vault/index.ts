import type { Env } from '../env';
import type { Vault } from '../ports/vault';
import { deploymentSecrets } from './secrets';
import { createVault } from './vault';

/** The vault of this deployment; its key is looked for at first use. */
export const openVault = (env: Env): Vault => createVault(() => deploymentSecrets(env), env.XIO_SECRETS_DIR);
