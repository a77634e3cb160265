CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
DROP INDEX "idempotency_keys_age";--> statement-breakpoint
DROP INDEX "meetings_search";--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "state" text DEFAULT 'prepared' NOT NULL;--> statement-breakpoint
-- Where a meeting stands: by its newest run, then by what a person made of its decision.
CREATE FUNCTION meeting_state(p_meeting text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT CASE WHEN r.status = 'finished' AND d.status IN ('accepted', 'rejected', 'deferred') THEN d.status
      WHEN r.outcome = 'escalated' AND d.status = 'proposed' THEN 'decided'
      WHEN r.status = 'finished' THEN coalesce(r.outcome, 'failed')
      WHEN r.status IN ('paused', 'waiting') THEN r.status ELSE 'live' END
    FROM runs r LEFT JOIN decisions d ON d.run_id = r.id
    WHERE r.meeting_id = p_meeting ORDER BY r.created_at DESC, r.id DESC LIMIT 1), 'prepared')
$$;--> statement-breakpoint
CREATE FUNCTION keep_meeting_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE meetings m SET state = s.state FROM (SELECT meeting_state(NEW.meeting_id) AS state) s
  WHERE m.id = NEW.meeting_id AND m.state <> s.state;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER runs_begin_meeting_state AFTER INSERT ON runs FOR EACH ROW EXECUTE FUNCTION keep_meeting_state();--> statement-breakpoint
CREATE TRIGGER runs_meeting_state AFTER UPDATE OF status, outcome ON runs FOR EACH ROW
WHEN (OLD.status <> NEW.status OR OLD.outcome IS DISTINCT FROM NEW.outcome) EXECUTE FUNCTION keep_meeting_state();--> statement-breakpoint
CREATE TRIGGER decisions_begin_meeting_state AFTER INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION keep_meeting_state();--> statement-breakpoint
CREATE TRIGGER decisions_meeting_state AFTER UPDATE OF status ON decisions FOR EACH ROW
WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION keep_meeting_state();--> statement-breakpoint
UPDATE meetings SET state = meeting_state(id) WHERE state <> meeting_state(id);--> statement-breakpoint
CREATE INDEX "meetings_state" ON "meetings" USING btree ("org_id","state","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "runs_parent" ON "runs" USING btree ("parent_run_id") WHERE parent_run_id is not null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("org_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "meetings_search" ON "meetings" USING gin ("org_id","search" gin_trgm_ops);
