import { z } from 'zod';
import { achievable } from '@/lib/council/achievable';
import type { Policy } from '@/lib/council/agenda.schema';
import { type Limits, limitsSchema, type ModelRef, type Seat, type Team } from '@/lib/council/team.schema';
import { ServiceError } from '../errors';
import { modelIn } from './import-model';

/** Something of the file that the team does not have; `reason` has a sentence, with `args`. */
export interface Lost {
  path: string;
  reason: string;
  args?: Record<string, string | number>;
}

export interface Imported {
  team: Team;
  /** Names of seats that every council needs and the file did not have. */
  filled: string[];
  lost: Lost[];
}

interface Given {
  /** A whole team: its moderator, scribe, integrator, limits and, where too few came, experts fill what is missing. */
  base: Team;
  /** Whether a model can be served here; one that can't gives way to the base's. */
  ready: (model: ModelRef) => boolean;
}

const deepest = 40;
const mostExperts = 13;
const least: Policy = { min_alternatives: 1, rationale_required: false, risk_cost_required: false };

const record = z.record(z.string(), z.unknown());
const componentSchema = z.object({ provider: z.string().max(300), label: z.string().nullish(), config: record });
type Component = z.infer<typeof componentSchema>;
const asText = (value: unknown) => (typeof value === 'string' ? value : '');
const kindOf = ({ provider }: Component) => provider.split('.').at(-1) ?? '';

/** Why a setting has no counterpart here, by its key; any other that says something is a `setting`. */
const reasons: Record<string, string> = {
  tools: 'tools',
  workbench: 'tools',
  handoffs: 'handoffs',
  memory: 'memory',
  model_context: 'memory',
  selector_prompt: 'selector_prompt',
  selector_func: 'selector_prompt',
  candidate_func: 'selector_prompt',
  allow_repeated_speaker: 'repeated',
  graph: 'graph',
  final_answer_prompt: 'ledger',
  max_stalls: 'ledger',
};
/** Settings that are carried over elsewhere, or only say how AutoGen itself runs. */
const silent = new Set(
  'participants,termination_condition,max_turns,name,description,system_message,model_client,emit_team_events,max_selector_attempts,model_client_streaming,model_client_stream,reflect_on_tool_use,tool_call_summary_format,metadata,max_tool_iterations,input_func'.split(
    ',',
  ),
);

/**
 * A team of an AutoGen Studio file (a component with `provider` and `config`) as one of ours, with all that could not
 * be carried over. Pure: nothing is saved.
 * @throws ServiceError `invalid` where the text is no such file, or its team can't sit at one table.
 */
export function importAutogen(text: string, { base, ready }: Given): Imported {
  const lost: Lost[] = [];
  const { component, path } = teamIn(parse(text), lost);
  const { config } = component;
  const experts: Seat[] = [];
  const roles: Partial<Record<Seat['role'], Seat>> = {};
  const usual = base.seats[0]?.model ?? { provider: 'playbook', name: 'playbook' };

  const participants = z.array(z.unknown()).safeParse(config.participants).data ?? [];
  if (participants.length === 0) throw new ServiceError('invalid', 'team.import_none');
  participants.forEach((one, n) => {
    const seat = seatOf(one, `${path}config.participants.${n}`, { ready, usual }, lost);
    if (!seat) return;
    const role = roleOf(seat.name);
    if (role !== 'expert' && !roles[role]) roles[role] = { ...seat, id: role, role };
    else experts.push(seat);
  });
  if (experts.length > mostExperts) {
    throw new ServiceError('invalid', 'team.import_many', { count: experts.length, limit: mostExperts });
  }

  const filled: Seat[] = [];
  const fill = (seat: Seat) => {
    filled.push(seat);
    return seat;
  };
  for (const seat of base.seats.filter((one) => one.role === 'expert'))
    if (experts.length < 2) experts.push(fill(seat));
  const seats = base.seats.flatMap((seat): Seat[] => {
    if (seat.role !== 'expert') return [roles[seat.role] ?? fill(seat)];
    const first = base.seats.find((one) => one.role === 'expert') === seat;
    return first ? experts.map((one, n) => ({ ...one, id: `expert-${letters[n] ?? n}` })) : [];
  });

  lostSettings(config, `${path}config`, lost);
  const kind = kindOf(component);
  const wanted = { ...turnsIn(config, `${path}config`), ...endingsIn(config.termination_condition, path, lost) };
  const team: Team = {
    name: clean(asText(component.label), 80) || base.name,
    protocol: 'panel',
    selector: { method: kind === 'RoundRobinGroupChat' || kind === 'GraphFlow' ? 'round_robin' : 'auto' },
    rounds: base.rounds,
    seats,
    limits: base.limits,
    policy: null,
  };
  return { team: withLimits(team, wanted, lost), filled: filled.map((seat) => seat.name), lost };
}

const letters = 'abcdefghijklmnop';

function parse(text: string): unknown {
  if (depthOf(text) > deepest) throw new ServiceError('invalid', 'team.import_deep', { limit: deepest });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ServiceError('invalid', 'team.import_json');
  }
}

/** How deep the brackets of a text of JSON go; those in its strings do not count. */
function depthOf(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let n = 0; n < text.length; n += 1) {
    const sign = text[n];
    if (quoted && sign === '\\') n += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '{' || sign === '[')) {
      depth += 1;
      most = Math.max(most, depth);
    } else if (!quoted && (sign === '}' || sign === ']')) depth -= 1;
  }
  return most;
}

/** The team in a file: the component itself, in a record of the Studio, or the first of a gallery. */
function teamIn(file: unknown, lost: Lost[]): { component: Component; path: string } {
  const one = record.safeParse(file).data ?? {};
  if ('team_type' in one) throw new ServiceError('invalid', 'team.import_old');
  const components =
    record.safeParse(one.components).data ?? record.safeParse(record.safeParse(one.config).data?.components).data;
  const listed = z.array(z.unknown()).safeParse(components?.teams).data;
  const inner = listed?.[0] ?? one.component ?? one;
  const path = listed ? 'teams.0.' : one.component ? 'component.' : '';
  const component = componentSchema.safeParse(inner).data;
  if (!component || !/\.teams\.|GroupChat|Swarm|GraphFlow/.test(component.provider)) {
    throw new ServiceError('invalid', 'team.import_kind');
  }
  if (listed && listed.length > 1) lost.push({ path: 'teams', reason: 'other_teams' });
  return { component, path };
}

function seatOf(
  one: unknown,
  path: string,
  { ready, usual }: { ready: Given['ready']; usual: ModelRef },
  lost: Lost[],
): Seat | null {
  const component = componentSchema.safeParse(one).data;
  if (!component) {
    lost.push({ path, reason: 'setting' });
    return null;
  }
  const { config } = component;
  const kind = kindOf(component);
  if (kind.startsWith('UserProxy')) {
    lost.push({ path, reason: 'person' });
    return null;
  }
  if (Array.isArray(config.participants)) {
    lost.push({ path, reason: 'inner_team' });
    return null;
  }
  if (kind !== 'AssistantAgent') lost.push({ path, reason: 'agent_kind' });
  lostSettings(config, `${path}.config`, lost);
  const name = clean(asText(config.name).replaceAll('_', ' '), 60) || clean(asText(component.label), 60);
  if (!name) lost.push({ path: `${path}.config.name`, reason: 'unnamed' });
  const said = (asText(config.system_message) || asText(config.description)).replace(unseen, '').trim();
  if (said.length > 1200) {
    lost.push({ path: `${path}.config.system_message`, reason: 'cut', args: { limit: 1200 } });
  }
  const model = modelIn(config.model_client, `${path}.config.model_client`, { ready, usual }, lost);
  return {
    id: 'expert',
    role: 'expert',
    name: name || kind.slice(0, 60) || 'Agent',
    persona: whole(said, 1200),
    model,
    tools: [],
  };
}

function roleOf(name: string): Seat['role'] {
  if (/\b(moderator|facilitator|chair(man|person)?|модератор|ведущий)\b/iu.test(name)) return 'moderator';
  if (/\b(scribe|secretary|note.?taker|секретарь)\b/iu.test(name)) return 'scribe';
  return /\bintegrator\b/iu.test(name) ? 'integrator' : 'expert';
}

/** Settings that say something and have no counterpart. */
function lostSettings(config: Record<string, unknown>, path: string, lost: Lost[]): void {
  for (const [key, value] of Object.entries(config)) {
    const empty = value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);
    if (silent.has(key) || empty || /Unbounded/.test(asText(record.safeParse(value).data?.provider))) continue;
    if (key === 'workbench' && !/tools|server_params/.test(JSON.stringify(value).replace('"tools":[]', ''))) continue;
    if (key === 'selector_prompt' && asText(value).startsWith('You are in a role play game.')) continue;
    lost.push({ path: `${path}.${key.slice(0, 60)}`, reason: reasons[key] ?? 'setting' });
  }
}

type Wanted = Partial<Record<keyof Limits, { value: number; path: string }>>;

function turnsIn(config: Record<string, unknown>, path: string): Wanted {
  const turns = config.max_turns;
  return typeof turns === 'number' ? { turns: { value: turns, path: `${path}.max_turns` } } : {};
}

const endings: Record<string, [limit: keyof Limits, key: string, times: number]> = {
  MaxMessageTermination: ['turns', 'max_messages', 1],
  TokenUsageTermination: ['tokens', 'max_total_token', 1],
  TimeoutTermination: ['active_minutes', 'timeout_seconds', 1 / 60],
};

/** Limits among the conditions that end a run; each alone ends it. */
function endingsIn(condition: unknown, at: string, lost: Lost[], path = `${at}config.termination_condition`): Wanted {
  if (condition === null || condition === undefined) return {};
  const component = componentSchema.safeParse(condition).data;
  const kind = component ? kindOf(component) : '';
  if (component && kind === 'OrTerminationCondition') {
    const inner = z.array(z.unknown()).safeParse(component.config.conditions).data ?? [];
    const found = inner.map((one, n) => endingsIn(one, at, lost, `${path}.config.conditions.${n}`));
    return Object.assign({}, ...found);
  }
  const [limit, key = '', times = 1] = endings[kind] ?? [];
  const value = component?.config[key];
  if (limit && typeof value === 'number') return { [limit]: { value: value * times, path } };
  lost.push({ path, reason: kind === 'AndTerminationCondition' ? 'together' : 'termination' });
  return {};
}

/** The file's limits where a council can decide within them, else the base's. */
function withLimits(team: Team, wanted: Wanted, lost: Lost[]): Team {
  let kept = team;
  for (const limit of ['turns', 'active_minutes', 'tokens'] as const) {
    const asked = wanted[limit];
    if (!asked) continue;
    const value = limit === 'active_minutes' ? Math.round(asked.value * 10) / 10 : Math.round(asked.value);
    const { data } = limitsSchema.shape[limit].safeParse(value);
    const next: Team = { ...kept, limits: { ...kept.limits, [limit]: data ?? value } };
    if (data !== undefined && achievable(next, least).length === 0) {
      kept = next;
      continue;
    }
    const args = { from: value, to: kept.limits[limit] };
    lost.push({ path: asked.path, reason: value > args.to ? 'limit_high' : 'limit_low', args });
  }
  return kept;
}

/** Control, zero-width and direction characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}](?<![\n\t])/gu;
const clean = (text: string, limit: number) => whole(text.replace(unseen, '').replace(/\s+/g, ' ').trim(), limit);
/** Cut without half a character pair at its end. */
const whole = (text: string, limit: number) =>
  text
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
