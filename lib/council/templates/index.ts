import type { TemplateId } from '../agenda.schema';
import { architectureDecision } from './architecture-decision';
import { general } from './general';
import { hiring } from './hiring';
import { incidentReview } from './incident-review';
import { policyChoice } from './policy-choice';
import { productBet } from './product-bet';
import type { Template } from './template';
import { vendorChoice } from './vendor-choice';

export type { Template } from './template';

const byId: Readonly<Record<TemplateId, Template>> = {
  'architecture-decision': architectureDecision,
  'incident-review': incidentReview,
  'vendor-choice': vendorChoice,
  'product-bet': productBet,
  'policy-choice': policyChoice,
  hiring,
  general,
};

/** In the order in which they are offered. */
export const templates: readonly Template[] = Object.values(byId);

/** The template an agenda names. */
export const templateOf = (id: TemplateId): Template => byId[id];
