import { auditComponents, auditOperations } from './nouns/audit';
import { decisionsComponents, decisionsOperations } from './nouns/decisions';
import { exportsComponents, exportsOperations } from './nouns/exports';
import { meetingsComponents, meetingsOperations } from './nouns/meetings';
import { membersComponents, membersOperations } from './nouns/members';
import { minutesComponents, minutesOperations } from './nouns/minutes';
import { modelsComponents, modelsOperations } from './nouns/models';
import { retentionComponents, retentionOperations } from './nouns/retention';
import { runsComponents, runsOperations } from './nouns/runs';
import { serviceComponents, serviceOperations } from './nouns/service';
import { sharesComponents, sharesOperations } from './nouns/shares';
import { signInComponents, signInOperations } from './nouns/sign-in';
import { teamsComponents, teamsOperations } from './nouns/teams';
import type { OperationOf } from './operation';

/** Schemas with a name in the description. */
export const components = {
  ...meetingsComponents,
  ...minutesComponents,
  ...runsComponents,
  ...decisionsComponents,
  ...exportsComponents,
  ...sharesComponents,
  ...teamsComponents,
  ...modelsComponents,
  ...membersComponents,
  ...signInComponents,
  ...retentionComponents,
  ...auditComponents,
  ...serviceComponents,
};
export type ComponentName = keyof typeof components;
export type Operation = OperationOf<ComponentName>;

/** What a client can call, in the order of the page that describes it. */
export const operations: readonly Operation[] = [
  ...meetingsOperations,
  ...minutesOperations,
  ...runsOperations,
  ...decisionsOperations,
  ...exportsOperations,
  ...sharesOperations,
  ...teamsOperations,
  ...modelsOperations,
  ...membersOperations,
  ...signInOperations,
  ...retentionOperations,
  ...auditOperations,
  ...serviceOperations,
];
