import type { ExportTarget, TargetName } from '@/lib/ports/export-target';
import type { Context } from '../context';

/** The target of a name. @throws Error where this build has none. */
export function targetOf({ targets }: Pick<Context, 'targets'>, name: TargetName): ExportTarget {
  const target = targets[name];
  if (!target) throw new Error(`there is no target "${name}"`);
  return target;
}
