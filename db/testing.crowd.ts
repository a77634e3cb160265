import { sql } from 'drizzle-orm';
import type { Db } from './client';

export interface CrowdSize {
  meetings: number;
  /** Of all runs together; a twentieth of them belongs to one long run. */
  events: number;
}

/** Ids of what the crowd is sure to hold; `run` is the long one, in progress, of the first organisation. */
export const crowd = {
  organisation: 'org-1',
  user: 'user-1',
  team: 'team-1',
  run: 'run-1-1',
  meeting: 'meeting-1',
  /** Of the first organisation, held to its end, with an accepted decision and a second round. */
  decided: { meeting: 'meeting-12', run: 'run-12-1' },
  /** A word of every hundredth meeting's question. */
  word: 'аренда',
} as const;

const organisations = 200;
const users = 4000;

/** Seven of ten rows belong to the first organisation; the others share the rest evenly. */
const orgOf = (n: string) =>
  `case when ${n} % 10 < 7 then 'org-1' else 'org-' || (2 + (${n} / 10) % ${organisations - 1}) end`;
const words = `array['the nightly build', 'our second office', 'a new vendor for school meals', 'the billing monolith']`;

/** Statements that fill an empty, migrated database; `m` is a meeting's number, `k` its run's. */
function statements({ meetings, events }: CrowdSize): string[] {
  const long = Math.floor(events / 20);
  const each = Math.max(3, Math.floor((events - long) / (meetings * 1.1)));
  const made = `now() - (${meetings} - m) * (interval '730 days' / ${meetings})`;
  const ends = `m % 500 <> 1`;
  return [
    `insert into organisations (id, name, slug) select 'org-' || n, 'Organisation ' || n, 'org-' || n from generate_series(1, ${organisations}) n`,
    `insert into users (id, email, name) select 'user-' || n, 'user-' || n || '@example.org', 'Person ' || n from generate_series(1, ${users}) n`,
    `insert into memberships (org_id, user_id, role)
      select case when n % 20 = 1 then 'org-1' else 'org-' || (1 + n % ${organisations}) end, 'user-' || n,
        (array['member', 'viewer', 'moderator', 'admin'])[1 + n % 4]::org_role from generate_series(1, ${users}) n`,
    `insert into sessions (token_hash, id, user_id, org_id, expires_at)
      select md5(user_id || n), md5(user_id || n), user_id, org_id, now() + interval '30 days' from memberships, generate_series(1, 5) n`,
    `insert into teams (id, org_id, name, key, created_at)
      select 'team-' || n, case when n <= 400 then 'org-1' else 'org-' || (1 + n % ${organisations}) end, 'Team ' || n,
        case when n % 5 = 0 then 'template:' || n end, now() - (2000 - n) * interval '1 hour' from generate_series(1, 2000) n`,
    `insert into team_versions (team_id, version, org_id, config)
      select t.id, v, t.org_id, (select team from samples) from teams t, generate_series(1, 300) v where v = 1 or t.id = 'team-1'`,
    `update teams set current_version = 300 where id = 'team-1'`,
    `insert into org_templates (id, org_id, kind, body, created_at)
      select 'template-' || n, ${orgOf('n')}, 'general', (select template from samples), now() - (1000 - n) * interval '1 hour' from generate_series(1, 1000) n`,
    `insert into meetings (id, org_id, title, question, language, template, agenda, team_id, decider_user_id, created_by,
        opened_at, created_at, updated_at, deleted_at)
      select 'meeting-' || m, ${orgOf('m')}, initcap((${words})[1 + m % 4]) || ' ' || m,
        'Do we keep ' || (${words})[1 + m % 4] || ' ' || (1990 + m % 60) || case when m % 100 = 12 then ', или аренда?' else '?' end,
        'en', (array['general', 'incident-review', 'hiring'])[1 + m % 3], (select agenda from samples), 'team-' || (1 + m % 400),
        'user-' || (1 + m % ${users}), 'user-' || (1 + m % ${users}), ${made} - interval '5 minutes', ${made}, ${made},
        case when m % 50 = 3 then now() end
      from generate_series(1, ${meetings}) m`,
    // One in ten was never held, one in ten was held again.
    `insert into runs (id, org_id, meeting_id, team_id, team_version, parent_run_id, status, phase, outcome, head, epoch,
        scripted, turns, tokens, micro_usd, seats, lease_owner, lease_until, needs_driver, created_by, created_at, started_at,
        finished_at, active_ms)
      select 'run-' || m || '-' || k, ${orgOf('m')}, 'meeting-' || m, 'team-' || (1 + m % 400), 1,
        case when k > 1 then 'run-' || m || '-' || (k - 1) end, case when ${ends} then 'finished' else 'running' end, 'close',
        case when ${ends} then (array['decided', 'decided', 'decided', 'escalated', 'stopped', 'failed'])[1 + m % 6] end,
        case when m = 1 then ${long} else ${each} end, 1, m % 3 = 0, 12, 40000, 90000, '{"a": "Build tools", "b": "Finance"}',
        case when not ${ends} then 'somebody' end, case when not ${ends} and m % 1000 <> 1 then now() + interval '1 hour' end,
        not ${ends}, 'user-' || (1 + m % ${users}), ${made} + k * interval '1 hour', ${made} + k * interval '1 hour',
        case when ${ends} then ${made} + k * interval '1 hour' + interval '9 minutes' end, case when ${ends} then 540000 end
      from generate_series(1, ${meetings}) m, generate_series(1, 2) k
      where m % 10 <> 0 and (k = 1 or m % 10 = 2)`,
    `insert into run_events (org_id, run_id, seq, epoch, name, payload, text_hash, command_id, at)
      select r.org_id, r.id, s, 1,
        case when s = 1 then 'run-created' when s = 2 then 'run-started' when s = r.head and r.status = 'finished' then 'run-finished'
          else (array['speaker-selected', 'turn-started', 'turn-completed', 'usage-recorded'])[1 + s % 4] end,
        json_build_object('turn', s / 4, 'attempt', 1, 'seat', 'a', 'answer', json_build_object(), 'reason', repeat('Because of what was said. ', 10)),
        case when s % 4 = 2 and s > 2 then md5(r.id || s) end, case when s % 50 = 7 then 'command-' || s end,
        r.created_at + s * interval '5 seconds'
      from runs r, generate_series(1, r.head) s`,
    `insert into turn_texts (org_id, run_id, hash, text)
      select org_id, run_id, text_hash, repeat('It leaves the way back open. ', 10) from run_events where text_hash is not null`,
    `insert into messages (org_id, run_id, meeting_id, seq, turn, seat, user_id, author, kind, phase, text_hash, text, private, at)
      select e.org_id, e.run_id, r.meeting_id, e.seq, e.seq / 4, 'a', null, 'Build tools', 'turn', 'discussion', e.text_hash, null,
        false, e.at from run_events e join runs r on r.id = e.run_id where e.text_hash is not null`,
    `insert into participant_snapshots (run_id, seat, org_id, seq, state)
      select id, seat, org_id, head, '{"turn": 3, "purpose": "discuss", "phase": "discussion", "turns": 3, "position": null}'
      from runs, unnest(array['mod', 'a', 'b', 'c', 'scribe']) seat`,
    `insert into usage (org_id, run_id, seq, turn, attempt, seat, model, input_tokens, output_tokens, micro_usd, known, at)
      select org_id, run_id, seq, seq / 4, 1, 'a', 'playbook/scripted', 100, 50, 0, true, at from run_events
      where name = 'usage-recorded'`,
    `insert into artifacts (id, org_id, meeting_id, run_id, kind, version, body, content_hash, seq, created_at)
      select 'artifact-' || r.id || '-' || v, r.org_id, r.meeting_id, r.id,
        (array['decision_log', 'action_items', 'summary', 'decision_log'])[v], case when v = 4 then 2 else 1 end,
        (array['{"kind": "decision_log", "log": {"id": "D1", "version": 1, "title": "Move it", "statement": "We move it.", "status": "proposed", "alternatives": [], "missing": []}}',
          '{"kind": "action_items", "items": []}', '{"kind": "summary", "text": "They moved it."}',
          '{"kind": "decision_log", "log": {"id": "D1", "version": 2, "title": "Move it", "statement": "We move it.", "status": "accepted", "alternatives": [], "missing": []}}'])[v]::json,
        md5(r.id || v), r.head + v, r.finished_at
      from runs r, generate_series(1, 4) v where r.outcome in ('decided', 'escalated')`,
    `insert into decisions (run_id, org_id, meeting_id, version, status, title, statement, accepted_version, accepted_at, open,
        decider_user_id, told_at, remind_at, updated_at)
      select r.id, r.org_id, r.meeting_id, 2, s.status, 'Move it', 'We move it.', case when s.status = 'accepted' then 2 end,
        case when s.status = 'accepted' then r.finished_at end, s.status = 'proposed', r.created_by, r.finished_at,
        case when s.status = 'proposed' then now() + interval '1 day' end, r.finished_at
      from runs r, lateral (select (array['accepted', 'accepted', 'accepted', 'rejected', 'proposed'])[1 + split_part(r.id, '-', 2)::int % 5] as status) s
      where r.outcome in ('decided', 'escalated')`,
    `update meetings set state = meeting_state(id)`,
    `insert into tasks (run_id, item_id, org_id, meeting_id, position, version, status, item)
      select run_id, 'T' || n, org_id, meeting_id, n, 1, case when n < 4 then 'confirmed' else 'proposed' end,
        json_build_object('id', 'T' || n, 'title', 'Ask the owner of the runners', 'origin', 'stated', 'status', 'confirmed')
      from decisions, generate_series(1, 5) n`,
    `insert into notifications (id, org_id, user_id, kind, meeting_id, run_id, key, args, created_at, read_at)
      select 'notice-' || run_id || '-' || n, org_id, case when n = 1 then decider_user_id else 'user-1' end, 'decision_settled',
        meeting_id, run_id, n || run_id, '{}', updated_at, case when hashtext(run_id) % 100 <> 0 then updated_at end
      from decisions, generate_series(1, 2) n where n = 1 or org_id = 'org-1' on conflict do nothing`,
    `insert into audit_rows (id, org_id, user_id, action, subject_type, subject_id, at)
      select 'audit-' || id || '-' || n, org_id, created_by, 'run.control', 'run', id, created_at from runs, generate_series(1, 2) n`,
    `insert into idempotency_keys (org_id, user_id, key, request_hash, status, created_at)
      select org_id, case when n = 1 then 'user-1' else created_by end, n || id, md5(id), 200, now() - (hashtext(id) & 1023) * interval '8 minutes'
      from meetings, generate_series(1, 2) n on conflict do nothing`,
    `insert into exports (id, org_id, meeting_id, run_id, target, kind, item_id, version, state, idempotency_key)
      select 'export-' || id, org_id, meeting_id, run_id, 'notion', 'decision_log', run_id, 1, 'delivered', id from artifacts where kind = 'summary'`,
    `insert into share_links (id, org_id, meeting_id, scope, redaction, token_hash, expires_at)
      select 'share-' || id, org_id, id, 'decision', '{"names":[],"passages":[]}', md5(id), now() + interval '7 days' from meetings where created_at > now() - interval '300 days'`,
    `insert into meeting_origins (meeting_id, org_id, run_id, seq)
      select 'meeting-' || m, r.org_id, r.id, 3 from generate_series(20, ${meetings}, 10) m join runs r on r.id = 'run-' || (m - 8) || '-1'
      where exists (select from meetings x where x.id = 'meeting-' || m and x.org_id = r.org_id)`,
    `insert into tool_call_threads (id, org_id, run_id, turn, attempt, seat, tool, stage, arguments_masked, started_at)
      select 'call-' || id, org_id, id, 1, 1, 'a', 'search', 'finished', '{}', created_at from runs`,
    `insert into open_turns (org_id, run_id, turn, attempt, epoch, seat, text)
      select org_id, id, 3, 1, 1, 'a', 'I would' from runs where status = 'running'`,
  ];
}

/**
 * Fills an empty database with what years of use leave behind, by a few statements: two hundred organisations, one of
 * which has seven tenths of everything. `samples` are JSON, the same for all.
 */
export async function fillCrowd(
  db: Db,
  size: CrowdSize,
  samples: { agenda: unknown; team: unknown; template: unknown },
): Promise<void> {
  const [agenda, team, template] = [samples.agenda, samples.team, samples.template].map((one) => JSON.stringify(one));
  await db.transaction(async (tx) => {
    await tx.execute(sql`create temp table samples on commit drop as
      select ${agenda}::jsonb as agenda, ${team}::jsonb as team, ${template}::jsonb as template`);
    // Foreign keys hold by how the rows are made; checking each of them would take most of the time.
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements(size)) await tx.execute(sql.raw(statement));
  });
  await db.execute(sql`vacuum analyze`);
}
