-- Brings the run's row and the read side up to date with one event. `p_before` are the turns that were open before
-- its append, so that a usage may follow its turn's end. Returns the run as it is afterwards.
CREATE FUNCTION project_event(r runs, e run_events, p_before jsonb) RETURNS runs LANGUAGE plpgsql AS $$
DECLARE
  v_turn text := e.payload->>'turn';
  v_open jsonb := coalesce(r.open_turns->(e.payload->>'turn'), p_before->(e.payload->>'turn'));
BEGIN
  CASE e.name
    WHEN 'run-started' THEN
      r.status := 'running';
      r.started_at := e.at;
    WHEN 'run-paused' THEN
      r.status := 'paused';
      r.needs_driver := r.pending_controls > 0;
    WHEN 'run-resumed' THEN
      r.status := CASE WHEN EXISTS (SELECT FROM run_events w WHERE w.run_id = r.id AND w.name = 'wrap-up-started')
        THEN 'wrapping_up' ELSE 'running' END;
      r.needs_driver := true;
    WHEN 'wrap-up-started' THEN
      IF r.status <> 'paused' THEN
        r.status := 'wrapping_up';
      END IF;
    WHEN 'run-finished' THEN
      r.status := 'finished';
      r.needs_driver := false;
      r.outcome := e.payload->>'outcome';
      r.end_reason := e.payload->'reason';
      r.finished_at := e.at;
      r.open_turns := '{}';
      DELETE FROM open_turns o WHERE o.run_id = r.id;
    WHEN 'phase-entered' THEN
      r.phase := e.payload->>'phase';

    WHEN 'turn-started' THEN
      r.open_turns := r.open_turns || jsonb_build_object(v_turn, jsonb_build_object(
        'attempt', e.payload->'attempt', 'seat', e.payload->'seat', 'purpose', e.payload->'purpose',
        'model', concat_ws('/', e.payload->'model'->>'provider', e.payload->'model'->>'name'),
        'reservation', e.payload->'reservation', 'known', false));
      INSERT INTO open_turns AS o (org_id, run_id, turn, attempt, epoch, seat)
      VALUES (r.org_id, r.id, v_turn::int, (e.payload->>'attempt')::int, e.epoch, e.payload->>'seat')
      ON CONFLICT (run_id, turn) DO UPDATE SET
        attempt = excluded.attempt, epoch = excluded.epoch, seat = excluded.seat, text = '', updated_at = now();
    WHEN 'turn-completed' THEN
      r.turns := r.turns + 1;
      -- A ballot stays secret until it is closed.
      IF v_open->>'purpose' <> 'ballot' THEN
        INSERT INTO messages (org_id, run_id, meeting_id, seq, turn, seat, author, kind, phase, text_hash, at)
        VALUES (r.org_id, r.id, r.meeting_id, e.seq, v_turn::int, v_open->>'seat',
          coalesce(r.seats->>(v_open->>'seat'), v_open->>'seat'), 'turn', r.phase, e.text_hash, e.at);
      END IF;
      INSERT INTO participant_snapshots AS p (run_id, seat, org_id, seq, state)
      VALUES (r.id, v_open->>'seat', r.org_id, e.seq, jsonb_build_object(
        'turn', v_turn::int, 'purpose', v_open->'purpose', 'phase', r.phase, 'turns', 1,
        'position', e.payload->'answer'->'position'))
      ON CONFLICT (run_id, seat) DO UPDATE SET seq = excluded.seq, state = excluded.state || jsonb_build_object(
        'turns', (p.state->>'turns')::int + 1,
        'position', coalesce(nullif(excluded.state->'position', 'null'), p.state->'position'));
      r.open_turns := r.open_turns - v_turn;
      DELETE FROM open_turns o WHERE o.run_id = r.id AND o.turn = v_turn::int;
    WHEN 'turn-failed' THEN
      r.open_turns := r.open_turns - v_turn;
      DELETE FROM open_turns o WHERE o.run_id = r.id AND o.turn = v_turn::int;
    WHEN 'turn-discarded' THEN
      r := charge_turn(r, e, e.payload, v_open, e.payload->'charged');
      r.open_turns := r.open_turns - v_turn;
      DELETE FROM open_turns o WHERE o.run_id = r.id AND o.turn = v_turn::int;
    WHEN 'usage-recorded' THEN
      r := charge_turn(r, e, e.payload, v_open, e.payload->'usage');
      IF r.open_turns ? v_turn THEN
        r.open_turns := jsonb_set(r.open_turns, ARRAY[v_turn, 'known'], 'true');
      END IF;
    WHEN 'run-taken-over' THEN
      DECLARE
        v_lost json;
      BEGIN
        FOR v_lost IN SELECT * FROM json_array_elements(e.payload->'discarded') LOOP
          r := charge_turn(r, e, v_lost, r.open_turns->(v_lost->>'turn'), v_lost->'charged');
        END LOOP;
      END;
      r.open_turns := '{}';
      DELETE FROM open_turns o WHERE o.run_id = r.id;
    WHEN 'tool-called' THEN
      INSERT INTO tool_call_threads AS t
        (id, org_id, run_id, turn, attempt, seat, tool, stage, arguments_masked, result, started_at, ended_at)
      VALUES (e.payload->>'thread', r.org_id, r.id, v_turn::int, (e.payload->>'attempt')::int, v_open->>'seat',
        e.payload->>'tool', e.payload->>'stage', e.payload->'arguments', e.payload->>'result', e.at,
        CASE WHEN e.payload->>'stage' <> 'started' THEN e.at END)
      ON CONFLICT (run_id, id) DO UPDATE SET
        stage = excluded.stage, result = excluded.result, ended_at = excluded.ended_at;

    WHEN 'control-requested' THEN
      r.pending_controls := r.pending_controls + 1;
      r.needs_driver := true;
    WHEN 'control-refused', 'control-applied' THEN
      r.pending_controls := greatest(r.pending_controls - 1, 0);
      -- A paused run has nothing more to do, unless this answer sets it in motion.
      IF r.status = 'paused' AND r.pending_controls = 0
        AND (e.name = 'control-refused' OR e.payload->>'control' NOT IN ('resume', 'stop', 'wrap_up')) THEN
        r.needs_driver := false;
      END IF;
      IF e.name = 'control-refused' THEN
        RETURN r;
      END IF;
      IF e.payload->>'control' = 'pause' THEN
        r.status := 'pausing';
      ELSIF e.payload->>'control' = 'say' THEN
        INSERT INTO messages (org_id, run_id, meeting_id, seq, turn, user_id, author, kind, phase, text, at)
        SELECT r.org_id, r.id, r.meeting_id, e.seq, v_turn::int, e.payload->'by'->>'userId', e.payload->'by'->>'name',
          'say', r.phase, asked.payload->'control'->>'text', e.at
        FROM run_events asked WHERE asked.run_id = r.id AND asked.seq = (e.payload->>'request')::int;
      END IF;
    WHEN 'comment-added' THEN
      INSERT INTO messages (org_id, run_id, meeting_id, seq, user_id, author, kind, phase, text, private, at)
      VALUES (r.org_id, r.id, r.meeting_id, e.seq, e.payload->'by'->>'userId', e.payload->'by'->>'name',
        'comment', r.phase, e.payload->>'text', (e.payload->>'private')::boolean, e.at);
    WHEN 'ballot-closed' THEN
      INSERT INTO messages (org_id, run_id, meeting_id, seq, part, turn, seat, author, kind, phase, text_hash, at)
      SELECT r.org_id, r.id, r.meeting_id, e.seq, v.part, (v.vote->>'turn')::int, v.vote->>'seat',
        coalesce(r.seats->>(v.vote->>'seat'), v.vote->>'seat'), 'turn', r.phase, spoken.text_hash, e.at
      FROM json_array_elements(e.payload->'votes') WITH ORDINALITY AS v(vote, part)
      JOIN run_events spoken ON spoken.run_id = r.id AND spoken.name = 'turn-completed'
        AND spoken.payload->>'turn' = v.vote->>'turn'
      WHERE NOT EXISTS (
        SELECT FROM messages m WHERE m.run_id = r.id AND m.kind = 'turn' AND m.turn = (v.vote->>'turn')::int);
      r.leader := (
        SELECT a->>'name' FROM run_events p, json_array_elements(p.payload->'alternatives') a
        WHERE p.run_id = r.id AND p.name = 'alternatives-pooled' AND a->>'id' = e.payload->>'leader'
        ORDER BY p.seq DESC LIMIT 1);
    ELSE
      -- Every other event concerns the log alone.
      NULL;
  END CASE;
  RETURN r;
END $$;
--> statement-breakpoint
-- Adds one charge to the run's sums and to `usage`; nothing where nothing was used.
CREATE FUNCTION charge_turn(r runs, e run_events, p_attempt json, p_open jsonb, p_usage json) RETURNS runs
LANGUAGE plpgsql AS $$
DECLARE
  v_in int := p_usage->>'inputTokens';
  v_out int := p_usage->>'outputTokens';
  v_money bigint := p_usage->>'microUsd';
BEGIN
  IF v_in + v_out + v_money = 0 THEN
    RETURN r;
  END IF;
  r.tokens := r.tokens + v_in + v_out;
  r.micro_usd := r.micro_usd + v_money;
  INSERT INTO usage (org_id, run_id, seq, turn, attempt, seat, model, input_tokens, output_tokens, micro_usd, known, at)
  VALUES (r.org_id, r.id, e.seq, (p_attempt->>'turn')::int, (p_attempt->>'attempt')::int,
    coalesce(p_open->>'seat', ''), coalesce(p_open->>'model', ''), v_in, v_out, v_money, (p_usage->>'known')::boolean, e.at);
  RETURN r;
END $$;
--> statement-breakpoint
-- The only writer of `run_events` after `run-created`: locks the run, checks who may append, numbers, stores, projects,
-- tells, in one transaction. Absent checks are null. `p_events`: [{name, payload, hash, text, content_hash}].
-- `refused` is null, or says why nothing was written; `repeated` then comes with the first row's sequence.
CREATE FUNCTION append_events(
  p_org text, p_run text, p_epoch int, p_head int, p_turn int, p_attempt int, p_command text, p_events json,
  OUT refused text, OUT first_seq int, OUT run_epoch int, OUT at_ms float8[]
) LANGUAGE plpgsql AS $$
DECLARE
  r runs;
  e run_events;
  v_before jsonb;
  v_item json;
BEGIN
  SELECT * INTO r FROM runs WHERE id = p_run AND org_id = p_org FOR NO KEY UPDATE;
  IF p_command IS NOT NULL THEN
    SELECT seq INTO first_seq FROM run_events WHERE run_id = r.id AND command_id = p_command;
  END IF;
  refused := CASE
    WHEN first_seq IS NOT NULL THEN 'repeated'
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
    IF e.name = 'artifact-recorded' THEN
      INSERT INTO artifacts (id, org_id, meeting_id, run_id, kind, version, body, content_hash, seq, created_at)
      VALUES (gen_random_uuid(), r.org_id, r.meeting_id, r.id, e.payload->'artifact'->>'kind',
        (e.payload->'artifact'->>'version')::int, e.payload->'artifact', v_item->>'content_hash', e.seq, e.at);
    END IF;
    r := project_event(r, e, v_before);
    at_ms := at_ms || (extract(epoch FROM e.at) * 1000)::float8;
  END LOOP;
  UPDATE runs SET head = r.head, status = r.status, phase = r.phase, outcome = r.outcome, end_reason = r.end_reason,
    turns = r.turns, tokens = r.tokens, micro_usd = r.micro_usd, leader = r.leader, open_turns = r.open_turns,
    pending_controls = r.pending_controls, needs_driver = r.needs_driver, started_at = r.started_at,
    finished_at = r.finished_at
  WHERE id = r.id;
  PERFORM pg_notify('xio_runs', r.id || ' ' || r.head);
END $$;
