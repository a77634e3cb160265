import { type Language, languageSchema, type TemplateId } from '@/lib/council/agenda.schema';
import { criteriaFrom, ownKeys, skeletonFrom, teamFrom } from '@/lib/council/templates/body';
import type { TemplateBody } from '@/lib/council/templates/body.schema';
import { checkAgenda } from '../agendas/check';
import { parseAgenda } from '../agendas/parse';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { type InputIssue, ServiceError } from '../errors';
import { offersTo, usualModel } from '../models/rows';
import { unmet } from '../teams/check-achievable';
import { checkModels } from '../teams/rows';

/** Any day does: a skeleton's dates are its reader's. */
const anyDay = '2000-01-01';

/**
 * What a schema can't say of a body: its agendas can be read, are in their language and leave to the template what is
 * the template's; its models are set up here; its team can decide such an agenda under its policy.
 * @throws ServiceError `invalid`.
 */
export async function checkBody(
  ctx: Pick<DataContext, 'db' | 'env' | 'speech'>,
  { orgId }: Pick<Member, 'orgId'>,
  kind: TemplateId,
  body: TemplateBody,
): Promise<void> {
  const offers = await offersTo(ctx, ctx.db, orgId);
  const team = teamFrom(body, 'en', await usualModel(ctx, ctx.db, orgId));
  checkModels(offers, team, 'body.team');
  const issues = languageSchema.options.flatMap((language) => skeletonIssues(body, language));
  if (issues.length === 0) {
    const agenda = parseAgenda(skeletonFrom(body, kind, 'en'), anyDay);
    issues.push(
      ...unmet(offers, team, agenda, (field) => {
        if (field === 'min_alternatives') return 'body.policy.min_alternatives';
        return field === 'timebox_minutes' ? 'body.skeleton.en' : `body.team.limits.${field}`;
      }),
    );
  }
  if (issues.length > 0) throw new ServiceError('invalid', 'template.invalid', { count: issues.length }, issues);
}

function skeletonIssues(body: TemplateBody, language: Language): InputIssue[] {
  const path = `body.skeleton.${language}`;
  const text = body.skeleton[language];
  try {
    // As it was typed, so that an issue's line is the typed one.
    const typed = parseAgenda(text, anyDay);
    const said = ownKeys.find((key) => new RegExp(`^${key}\\s*:`, 'm').test(frontOf(text)));
    if (said || typed.criteria.length > 0) {
      return [{ path, code: 'template.own_key', args: { key: said ?? 'criteria' } }];
    }
    if (typed.language !== language) return [{ path, code: 'template.language', args: { language } }];
    return checkAgenda({ ...typed, criteria: criteriaFrom(body, language) }).map((issue) => ({
      ...issue,
      path: `body.${issue.path}`,
    }));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.issues.length === 0) throw error;
    return error.issues.map((issue) => ({ ...issue, path }));
  }
}

const frontOf = (text: string) => /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
