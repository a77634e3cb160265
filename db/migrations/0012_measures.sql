ALTER TABLE "tasks" ADD COLUMN "origin" text GENERATED ALWAYS AS (item->>'origin') STORED;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "active_ms" integer;--> statement-breakpoint
CREATE INDEX "runs_finished" ON "runs" USING btree ("org_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
-- Active time of a run in ms, by the rule of the fold's clock: gaps between events of one driver while the run is in motion.
CREATE FUNCTION active_ms(p_run text) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE
  e record;
  v_moves boolean := false;
  v_at timestamptz;
  v_epoch int;
  v_ms float8 := 0;
BEGIN
  FOR e IN SELECT name, epoch, at FROM run_events
    WHERE run_id = p_run AND name NOT IN ('run-created', 'control-requested', 'comment-added') ORDER BY seq
  LOOP
    IF v_moves AND e.epoch = v_epoch THEN
      v_ms := v_ms + greatest(0, extract(epoch FROM e.at - v_at) * 1000);
    END IF;
    v_moves := CASE WHEN e.name IN ('run-started', 'run-resumed') THEN true
      WHEN e.name IN ('run-paused', 'run-finished') THEN false ELSE v_moves END;
    v_at := e.at;
    v_epoch := e.epoch;
  END LOOP;
  RETURN v_ms;
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_active_ms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.active_ms := active_ms(NEW.id);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER runs_active_ms BEFORE UPDATE OF finished_at ON runs FOR EACH ROW
WHEN (NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL) EXECUTE FUNCTION keep_active_ms();
--> statement-breakpoint
UPDATE runs SET active_ms = active_ms(id) WHERE finished_at IS NOT NULL;
