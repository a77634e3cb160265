import { ServiceError } from '../errors';
import type { IntegrationRow } from '../integrations/rows';

/** @throws ServiceError `conflict` where nothing can go by it until an administrator has done something. */
export function demandReady({ state, label }: Pick<IntegrationRow, 'state' | 'label'>): void {
  if (state === 'new') throw new ServiceError('conflict', 'export.integration_new', { label });
  if (state === 'broken') throw new ServiceError('conflict', 'export.integration_broken', { label });
}
