import type { Permission } from './permissions';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `PAGE` is a page by its path, `ACTION` a server action by `file#export`. */
export type Door = readonly [kind: Method | 'PAGE' | 'ACTION', path: string, needs: Permission | 'public'];

const api = '/api/v1';

/** Every way into the product and what it takes to go through. A test walks the files and holds this table. */
export const doors: readonly Door[] = [
  ['GET', `${api}/meetings`, 'meeting.read'],
  ['POST', `${api}/meetings`, 'meeting.create'],
  ['GET', `${api}/meetings/[id]`, 'meeting.read'],
  ['PATCH', `${api}/meetings/[id]`, 'meeting.change'],
  ['DELETE', `${api}/meetings/[id]`, 'meeting.delete'],
  ['POST', `${api}/meetings/[id]/start`, 'run.start'],
  ['POST', `${api}/meetings/[id]/control`, 'run.control'],
  ['GET', `${api}/meetings/[id]/stream`, 'run.read'],
  ['GET', `${api}/meetings/[id]/messages`, 'run.read'],
  ['POST', `${api}/meetings/[id]/messages`, 'run.comment'],
  ['GET', `${api}/meetings/[id]/participants`, 'run.read'],
  ['GET', `${api}/meetings/[id]/artifacts`, 'artifact.read'],
  ['GET', `${api}/meetings/[id]/decision`, 'artifact.read'],
  ['GET', `${api}/meetings/[id]/runs`, 'run.read'],
  ['GET', `${api}/runs/[id]`, 'run.read'],
  ['GET', `${api}/runs/[id]/events`, 'run.read'],
  ['GET', `${api}/teams`, 'team.read'],
  ['POST', `${api}/teams`, 'team.change'],
  ['GET', `${api}/teams/[id]`, 'team.read'],
  ['PUT', `${api}/teams/[id]`, 'team.change'],
  ['GET', `${api}/teams/[id]/config`, 'team.read'],
  ['GET', `${api}/tools/available`, 'tool.read'],
  ['GET', `${api}/metrics`, 'metrics.read'],
  ['GET', `${api}/health`, 'public'],
  ['GET', `${api}/ready`, 'public'],
  ['GET', `${api}/openapi.json`, 'public'],
  ['GET', `${api}/docs`, 'public'],
  ...(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((kind): Door => [kind, `${api}/[...rest]`, 'public']),
  ['PAGE', '/', 'meeting.read'],
  ['PAGE', '/meetings/new', 'meeting.create'],
  ['PAGE', '/meetings/[id]', 'run.read'],
  ['PAGE', '/meetings/[id]/decision', 'artifact.read'],
  ['PAGE', '/sign-in', 'public'],
  ['ACTION', 'app/(product)/actions.ts#startExample', 'meeting.create'],
  ['ACTION', 'app/(product)/actions.ts#readAgenda', 'meeting.create'],
  ['ACTION', 'app/(product)/actions.ts#holdMeeting', 'meeting.create'],
  ['ACTION', 'app/(product)/actions.ts#startMeeting', 'run.start'],
  ['ACTION', 'app/(product)/meetings/[id]/actions.ts#steerRun', 'run.control'],
  ['ACTION', 'lib/auth/actions.ts#signInLocallyAction', 'public'],
  ['ACTION', 'lib/auth/actions.ts#signOutAction', 'public'],
];
