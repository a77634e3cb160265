import type { Language } from '@/lib/council/agenda.schema';
import type { Context } from '../../context';
import { sentence } from '../../sentences';
import type { ConnectionRow } from '../rows';
import { warnDays } from './metadata';
import type { SamlView } from './schemas';
import { samlOf, trialSteps, usFor } from './settings';

const dayMs = 86_400_000;

/** What administrators see of SAML's own. */
export async function samlView(
  ctx: Pick<Context, 'env' | 'saml' | 'clock'>,
  row: ConnectionRow,
  language: Language,
): Promise<SamlView> {
  const { metadata, metadataUrl, providerMayBegin, attributes, trial } = samlOf(row);
  const { certificates } = await ctx.saml.readMetadata(metadata);
  const ends = Math.max(...certificates.map(({ endsAt }) => endsAt.getTime()));
  const days = Math.floor((ends - ctx.clock.now()) / dayMs);
  const code = days < 0 ? 'saml.certificate_ended' : days < warnDays ? 'saml.certificate_ends' : null;
  return {
    id: row.id,
    version: row.version,
    ...usFor(ctx.env, row.id),
    metadataUrl,
    providerMayBegin,
    attributes,
    certificateEndsAt: new Date(ends).toISOString(),
    warning: code && sentence(language, code, { days }),
    trial: trial && {
      at: trial.at,
      steps: trialSteps.map((step) => {
        const found = trial.steps.find((one) => one.step === step);
        return found
          ? { step, state: found.state, text: sentence(language, found.code, found.args) }
          : { step, state: 'not_reached', text: sentence(language, 'saml.not_reached') };
      }),
    },
  };
}
