-- Brings `decisions` and `tasks` up to date with one event. `r` is the run as it is afterwards.
CREATE FUNCTION project_decision(r runs, e run_events) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_log json := coalesce(e.payload->'log', e.payload->'artifact'->'log');
  v_item json := e.payload->'item';
  v_open boolean := r.status = 'finished' AND v_log->>'superseded_by' IS NULL
    AND v_log->>'status' IN ('draft', 'proposed', 'escalated', 'deferred');
BEGIN
  IF e.name = 'run-finished' THEN
    -- Another round that came to nothing gives the decision back to people.
    UPDATE decisions d SET open = true, updated_at = e.at
    WHERE d.run_id = r.id OR (d.run_id = r.parent_run_id AND d.status IN ('draft', 'proposed', 'escalated', 'deferred')
      AND NOT EXISTS (SELECT FROM decisions c WHERE c.run_id = r.id));
  ELSIF v_item IS NOT NULL THEN
    INSERT INTO tasks (run_id, item_id, org_id, meeting_id, position, version, status, item, updated_at)
    SELECT r.id, v_item->>'id', r.org_id, r.meeting_id, coalesce(max(t.position), 0) + 1,
      (v_item->>'version')::int, v_item->>'status', v_item, e.at
    FROM tasks t WHERE t.run_id = r.id
    ON CONFLICT (run_id, item_id) DO UPDATE SET
      version = excluded.version, status = excluded.status, item = excluded.item, updated_at = excluded.updated_at;
  ELSIF e.payload->'artifact'->>'kind' = 'action_items' THEN
    DELETE FROM tasks t WHERE t.run_id = r.id;
    INSERT INTO tasks (run_id, item_id, org_id, meeting_id, position, version, status, item, updated_at)
    SELECT r.id, i.item->>'id', r.org_id, r.meeting_id, i.n, (i.item->>'version')::int, i.item->>'status', i.item, e.at
    FROM json_array_elements(e.payload->'artifact'->'items') WITH ORDINALITY AS i(item, n)
    ON CONFLICT (run_id, item_id) DO NOTHING;
  ELSIF v_log IS NOT NULL THEN
    INSERT INTO decisions AS d (run_id, org_id, meeting_id, version, status, title, statement, accepted_version,
      accepted_at, open, decider_user_id, created_at, updated_at)
    SELECT r.id, r.org_id, r.meeting_id, (v_log->>'version')::int, v_log->>'status', v_log->>'title',
      v_log->>'statement', v.accepted, CASE WHEN v.accepted IS NOT NULL THEN e.at END, v_open, m.decider_user_id, e.at, e.at
    FROM meetings m,
      (SELECT CASE WHEN v_log->>'status' = 'accepted' THEN (v_log->>'version')::int END AS accepted) v
    WHERE m.id = r.meeting_id
    ON CONFLICT (run_id) DO UPDATE SET
      version = excluded.version, status = excluded.status, title = excluded.title, statement = excluded.statement,
      accepted_version = CASE WHEN excluded.status = 'superseded' THEN NULL
        ELSE coalesce(excluded.accepted_version, d.accepted_version) END,
      accepted_at = CASE WHEN excluded.status = 'superseded' THEN NULL
        ELSE coalesce(excluded.accepted_at, d.accepted_at) END,
      open = excluded.open,
      -- One that was settled and is proposed again is news, unless the decider did it.
      told_at = CASE WHEN d.status NOT IN ('accepted', 'rejected') OR NOT excluded.open THEN d.told_at
        WHEN e.payload->'by'->>'userId' = d.decider_user_id THEN e.at END,
      remind_at = CASE WHEN excluded.status = 'deferred'
          THEN ((v_log->>'deferred_until')::date + time '09:00') AT TIME ZONE 'UTC'
        WHEN excluded.open AND d.status NOT IN ('accepted', 'rejected', 'deferred') THEN d.remind_at END,
      reminders = CASE WHEN excluded.status = d.status THEN d.reminders ELSE 0 END,
      updated_at = excluded.updated_at;
  END IF;
END $$;
--> statement-breakpoint
DROP FUNCTION append_events(text, text, int, int, int, int, text, json);
--> statement-breakpoint
-- The only writer of `run_events` after `run-created`: locks the run, checks who may append, numbers, stores, projects,
-- tells, in one transaction. Absent checks are null. `p_events`: [{name, payload, hash, text, content_hash}].
-- `p_base`: what happens after the end instead, to the version of the decision (or of the task `p_task`; 0: a new one).
-- `refused` is null, or says why nothing was written; `repeated` then comes with the first row's sequence.
CREATE FUNCTION append_events(
  p_org text, p_run text, p_epoch int, p_head int, p_turn int, p_attempt int, p_command text, p_base int, p_task text,
  p_events json,
  OUT refused text, OUT first_seq int, OUT run_epoch int, OUT at_ms float8[]
) LANGUAGE plpgsql AS $$
DECLARE
  r runs;
  e run_events;
  v_before jsonb;
  v_item json;
  v_artifact json;
BEGIN
  SELECT * INTO r FROM runs WHERE id = p_run AND org_id = p_org FOR NO KEY UPDATE;
  IF p_command IS NOT NULL THEN
    SELECT seq INTO first_seq FROM run_events WHERE run_id = r.id AND command_id = p_command;
  END IF;
  refused := CASE
    WHEN first_seq IS NOT NULL THEN 'repeated'
    WHEN p_base IS NOT NULL THEN CASE
      WHEN r.status IS DISTINCT FROM 'finished' THEN 'unfinished'
      WHEN p_base IS DISTINCT FROM (CASE WHEN p_task IS NULL
        THEN (SELECT d.version FROM decisions d WHERE d.run_id = r.id)
        ELSE coalesce((SELECT t.version FROM tasks t WHERE t.run_id = r.id AND t.item_id = p_task), 0) END)
        THEN 'version'
      END
    WHEN r.id IS NULL THEN CASE WHEN p_epoch IS NULL THEN 'finished' ELSE 'epoch' END
    WHEN r.epoch <> p_epoch THEN 'epoch'
    WHEN r.status = 'finished' THEN 'finished'
    WHEN r.head <> p_head THEN 'head'
    WHEN p_turn IS NOT NULL AND (r.open_turns->(p_turn::text)->>'attempt')::int IS DISTINCT FROM p_attempt THEN 'turn'
  END;
  IF refused IS NOT NULL THEN
    RETURN;
  END IF;
  first_seq := r.head + 1;
  run_epoch := r.epoch;
  v_before := r.open_turns;
  FOR v_item IN SELECT * FROM json_array_elements(p_events) LOOP
    r.head := r.head + 1;
    e := (r.org_id, r.id, r.head, r.epoch, v_item->>'name', v_item->'payload', v_item->>'hash', p_command,
      clock_timestamp()::timestamptz(3))::run_events;
    IF e.text_hash IS NOT NULL THEN
      INSERT INTO turn_texts (org_id, run_id, hash, text) VALUES (r.org_id, r.id, e.text_hash, v_item->>'text')
      ON CONFLICT (run_id, hash) DO NOTHING;
    END IF;
    INSERT INTO run_events SELECT e.*;
    -- What a person changed in a log is its next artifact; key by key, as it was hashed.
    v_artifact := coalesce(e.payload->'artifact', CASE WHEN e.payload->'log' IS NOT NULL THEN json_build_object(
      'kind', 'decision_log', 'version', e.payload->'log'->'version', 'log', e.payload->'log') END);
    IF v_artifact IS NOT NULL THEN
      INSERT INTO artifacts (id, org_id, meeting_id, run_id, kind, version, body, content_hash, seq, created_at)
      VALUES (gen_random_uuid(), r.org_id, r.meeting_id, r.id, v_artifact->>'kind',
        (v_artifact->>'version')::int, v_artifact, v_item->>'content_hash', e.seq, e.at);
    END IF;
    r := project_event(r, e, v_before);
    IF p_base IS NOT NULL OR e.name IN ('artifact-recorded', 'run-finished') THEN
      PERFORM project_decision(r, e);
    END IF;
    IF p_base IS NOT NULL AND v_artifact IS NOT NULL THEN
      r.leader := coalesce((SELECT a->>'name' FROM json_array_elements(v_artifact->'log'->'alternatives') a
        WHERE a->>'id' = v_artifact->'log'->>'chosen'), r.leader);
    END IF;
    at_ms := at_ms || (extract(epoch FROM e.at) * 1000)::float8;
  END LOOP;
  UPDATE runs SET head = r.head, status = r.status, phase = r.phase, outcome = r.outcome, end_reason = r.end_reason,
    turns = r.turns, tokens = r.tokens, micro_usd = r.micro_usd, leader = r.leader, open_turns = r.open_turns,
    pending_controls = r.pending_controls, needs_driver = r.needs_driver, started_at = r.started_at,
    finished_at = r.finished_at
  WHERE id = r.id;
  PERFORM pg_notify('xio_runs', r.id || ' ' || r.head);
END $$;
--> statement-breakpoint
-- Decisions and tasks of runs that were held before these tables existed.
INSERT INTO decisions (run_id, org_id, meeting_id, version, status, title, statement, open, decider_user_id, told_at,
  created_at, updated_at)
SELECT DISTINCT ON (r.id) r.id, r.org_id, r.meeting_id, a.version, a.body->'log'->>'status', a.body->'log'->>'title',
  a.body->'log'->>'statement', r.status = 'finished', m.decider_user_id, now(), a.created_at, a.created_at
FROM runs r JOIN artifacts a ON a.run_id = r.id AND a.kind = 'decision_log' JOIN meetings m ON m.id = r.meeting_id
ORDER BY r.id, a.seq DESC;
--> statement-breakpoint
INSERT INTO tasks (run_id, item_id, org_id, meeting_id, position, version, status, item, updated_at)
SELECT a.run_id, i.item->>'id', a.org_id, a.meeting_id, i.n, coalesce((i.item->>'version')::int, 1),
  coalesce(i.item->>'status', 'proposed'), i.item, a.created_at
FROM artifacts a, json_array_elements(a.body->'items') WITH ORDINALITY AS i(item, n)
WHERE a.kind = 'action_items' AND NOT EXISTS (
  SELECT FROM artifacts b WHERE b.run_id = a.run_id AND b.kind = 'action_items' AND b.seq > a.seq)
ON CONFLICT DO NOTHING;
