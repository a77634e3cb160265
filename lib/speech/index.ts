import type { ModelRef } from '../council/team.schema';
import type { Env } from '../env';
import type { Clock } from '../ports/clock';
import type { Speech } from '../ports/speech';
import type { Logger } from '../telemetry/log';
import { createGateway } from './gateway/gateway';
import { createPlaybook } from './playbook';

export { checkModel } from './gateway/models';

/** Routes each turn by its model: scripted seats to the playbook, all others to a real model. */
export function createSpeech(env: Env, clock: Clock, logger: Logger): Speech {
  const playbook = createPlaybook({ pace: env.XIO_PLAYBOOK_PACE, clock });
  const gateway = createGateway(env, clock, logger);
  const of = (model: ModelRef) => (model.provider === 'playbook' ? playbook : gateway);
  return {
    offer: (model) => of(model).offer(model),
    speak: (request, onDelta, signal) => of(request.model).speak(request, onDelta, signal),
  };
}
