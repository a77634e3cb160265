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
  return {
    offer: (model, connection) => gateway.offer(model, connection),
    speak: (request, onDelta, signal) =>
      (request.model.provider === 'playbook' ? playbook : gateway).speak(request, onDelta, signal),
    prepare: (request, onDelta, signal) =>
      (request.model.provider === 'playbook' ? playbook : gateway).prepare(request, onDelta, signal),
    readPart: (request, signal) =>
      (request.model.provider === 'playbook' ? playbook : gateway).readPart(request, signal),
    sumUp: (request, signal) => (request.model.provider === 'playbook' ? playbook : gateway).sumUp(request, signal),
    sample: (request, onDelta, signal) => gateway.sample(request, onDelta, signal),
  };
}
