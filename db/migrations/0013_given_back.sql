-- Brings `decisions` and `tasks` up to date with one event. `r` is the run as it is afterwards.
CREATE OR REPLACE FUNCTION project_decision(r runs, e run_events) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_log json := coalesce(e.payload->'log', e.payload->'artifact'->'log');
  v_item json := e.payload->'item';
  v_open boolean := r.status = 'finished' AND v_log->>'superseded_by' IS NULL
    AND v_log->>'status' IN ('draft', 'proposed', 'escalated', 'deferred');
BEGIN
  IF e.name = 'run-finished' THEN
    -- Another round that came to nothing, or to a draft, gives the decision back to people, who are told again.
    UPDATE decisions d SET open = true, updated_at = e.at, told_at = CASE WHEN d.run_id = r.id THEN d.told_at END
    WHERE d.run_id = r.id OR (d.run_id = r.parent_run_id AND d.status IN ('draft', 'proposed', 'escalated', 'deferred')
      AND NOT EXISTS (SELECT FROM decisions c WHERE c.run_id = r.id AND c.status <> 'draft'));
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
