import { describe, expect, it } from 'vitest';
import { teamSchema } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import en from '@/lib/words/en/ui.json';
import { ServiceError } from '../errors';
import { importAutogen } from './import-autogen';

const base = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });
const given = { base, ready: (model: { provider: string }) => model.provider === 'openai' };
const read = (file: unknown) => importAutogen(typeof file === 'string' ? file : JSON.stringify(file), given);

const part = (provider: string, config: object, label: string | null = null) => ({ provider, label, config });
const openai = (config: object = {}) =>
  part('autogen_ext.models.openai.OpenAIChatCompletionClient', { model: 'gpt-4o-mini', ...config });
const agent = (name: string, config: object = {}) =>
  part('autogen_agentchat.agents.AssistantAgent', {
    name,
    model_client: openai(),
    tools: [],
    handoffs: [],
    model_context: part('autogen_core.model_context.UnboundedChatCompletionContext', {}),
    description: 'An agent',
    system_message: `You are ${name}.`,
    model_client_stream: false,
    tool_call_summary_format: '{result}',
    ...config,
  });
const team = (participants: object[], config: object = {}, kind = 'RoundRobinGroupChat') =>
  part(`autogen_agentchat.teams.${kind}`, { participants, ...config }, 'Travel team');
const ends = (kind: string, config: object) => part(`autogen_agentchat.conditions.${kind}`, config);

const refusal = (file: unknown) => {
  try {
    read(file);
  } catch (error) {
    if (error instanceof ServiceError) return [error.code, error.reason, error.args];
    throw error;
  }
  return null;
};

describe('a team of AutoGen Studio', () => {
  it('sits here as it sat there, with what every council needs added and named', () => {
    const { team: made, filled, lost } = read(team([agent('planner_agent'), agent('local_agent')]));
    expect(teamSchema.parse(made)).toEqual(made);
    expect(made).toMatchObject({ name: 'Travel team', protocol: 'panel', selector: { method: 'round_robin' } });
    expect(made.seats.map((seat) => `${seat.id} ${seat.name}`)).toEqual([
      'moderator Moderator',
      'expert-a planner agent',
      'expert-b local agent',
      'scribe Scribe',
      'integrator Integrator',
    ]);
    expect(made.seats[1]).toMatchObject({ persona: 'You are planner_agent.', model: { provider: 'openai' } });
    expect(filled).toEqual(['Moderator', 'Scribe', 'Integrator']);
    expect(lost).toEqual([]);
  });

  it('says of all that it could not take where it stood and why, in words that exist', () => {
    const { team: made, lost } = read(
      team(
        [
          agent('Scribe', { system_message: 'я'.repeat(2000) }),
          agent('searcher', {
            tools: [part('autogen_core.tools.FunctionTool', {})],
            model_client: openai({ api_key: 'sk-x' }),
          }),
          part('autogen_agentchat.agents.UserProxyAgent', { name: 'user' }),
          part('autogen_ext.agents.web_surfer.MultimodalWebSurfer', {
            name: 'surfer',
            model_client: part('autogen_ext.models.anthropic.AnthropicChatCompletionClient', { model: 'claude' }),
            start_page: 'https://example.org',
          }),
          team([agent('inner')]),
        ],
        {
          selector_prompt: 'Pick well.',
          termination_condition: part('autogen_agentchat.base.OrTerminationCondition', {
            conditions: [
              ends('TextMentionTermination', { text: 'TERMINATE' }),
              ends('MaxMessageTermination', { max_messages: 10 }),
              ends('TimeoutTermination', { timeout_seconds: 1200 }),
              ends('AndTerminationCondition', { conditions: [] }),
            ],
          }),
        },
        'SelectorGroupChat',
      ),
    );
    expect(teamSchema.parse(made)).toEqual(made);
    expect(made.seats.find((seat) => seat.role === 'scribe')?.persona).toHaveLength(1200);
    expect(made.limits).toMatchObject({ turns: base.limits.turns, active_minutes: 20 });
    expect(lost.map((one) => `${one.path.replace('config.', '')} ${one.reason}`)).toEqual([
      'participants.0.config.system_message cut',
      'participants.1.config.tools tools',
      'participants.1.config.model_client.config.api_key secret',
      'participants.2 person',
      'participants.3 agent_kind',
      'participants.3.config.start_page setting',
      'participants.3.config.model_client model',
      'participants.4 inner_team',
      'selector_prompt selector_prompt',
      'termination_condition.config.conditions.0 termination',
      'termination_condition.config.conditions.3 together',
      'termination_condition.config.conditions.1 limit_low',
    ]);
    expect(lost.filter((one) => !(one.reason in en.teams.reasons))).toEqual([]);
    expect(JSON.stringify([made, lost])).not.toContain('sk-x');
  });

  it.each([
    ['Swarm', 'auto'],
    ['MagenticOneGroupChat', 'auto'],
    ['GraphFlow', 'round_robin'],
  ])('%s speaks by %s', (kind, method) => {
    expect(read(team([agent('a'), agent('b')], {}, kind)).team.selector).toEqual({ method });
  });

  it('is found in a record of the Studio, and in a gallery', () => {
    const one = team([agent('a'), agent('b')]);
    expect(read({ id: 1, component: one }).team.name).toBe('Travel team');
    const gallery = read({ name: 'Gallery', components: { teams: [one, one] } });
    expect(gallery.lost).toEqual([{ path: 'teams', reason: 'other_teams' }]);
  });

  it('names lose what nobody sees and stay text', () => {
    const { team: made } = read(team([agent('<script>alert(1)</script>'), agent('a\u202Eb\u200Bc\u0000d\ne')]));
    expect(made.seats.slice(1, 3).map((seat) => seat.name)).toEqual(['<script>alert(1)</script>', 'abcd e']);
  });
});

describe('a file that is no such team says what to do', () => {
  it.each([
    ['text', 'hello', 'team.import_json'],
    ['another JSON', { a: 1 }, 'team.import_kind'],
    ['a list', [], 'team.import_kind'],
    ['null', null, 'team.import_kind'],
    ['a lone agent', agent('a'), 'team.import_kind'],
    ['an older file', { team_type: 'RoundRobinGroupChat', participants: [] }, 'team.import_old'],
    ['nobody', team([]), 'team.import_none'],
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'team.import_deep'],
  ])('%s', (_, file, reason) => {
    expect(refusal(file)?.slice(0, 2)).toEqual(['invalid', reason]);
  });

  it('200 agents', () => {
    const file = team(Array.from({ length: 200 }, (_, n) => agent(`agent ${n}`)));
    expect(refusal(file)).toEqual(['invalid', 'team.import_many', { count: 200, limit: 13 }]);
  });

  it('brackets in what an agent is told do not count as nesting', () => {
    expect(refusal(team([agent('a', { system_message: '[{"'.repeat(100) }), agent('b')]))).toBeNull();
  });
});
