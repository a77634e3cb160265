CREATE TABLE "export_files" (
	"org_id" text NOT NULL,
	"export_id" text NOT NULL,
	"format" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "export_files_export_id_format_pk" PRIMARY KEY("export_id","format")
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"target" text NOT NULL,
	"label" text NOT NULL,
	"secret_sealed" text,
	"secret_hint" text,
	"secret_name" text,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"reason" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"rests_until" timestamp (3) with time zone,
	"next_call_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" text,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- Nothing has written to it yet.
DELETE FROM "exports";
--> statement-breakpoint
ALTER TABLE "exports" DROP CONSTRAINT "exports_artifact_id_artifacts_id_fk";
--> statement-breakpoint
ALTER TABLE "exports" ALTER COLUMN "state" SET DEFAULT 'waiting';--> statement-breakpoint
ALTER TABLE "exports" ALTER COLUMN "reason" SET DATA TYPE jsonb USING to_jsonb("reason");--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "integration_id" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "kind" text NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "item_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "version" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "memory" jsonb;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "delivered_version" integer;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "delivered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "claimed_by" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "claimed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "read_status" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "read_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "export_to" jsonb;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "export_to" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "export_files" ADD CONSTRAINT "export_files_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_files" ADD CONSTRAINT "export_files_export_id_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "integrations_label" ON "integrations" USING btree ("org_id",lower("label"));--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_run" ON "exports" USING btree ("run_id","integration_id");--> statement-breakpoint
CREATE INDEX "exports_to_send" ON "exports" USING btree ("next_try_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
ALTER TABLE "exports" DROP COLUMN "artifact_id";
--> statement-breakpoint
-- The only writer of `run_events` after `run-created`: locks the run, checks who may append, numbers, stores, projects,
-- tells, in one transaction. Absent checks are null. `p_events`: [{name, payload, hash, text, content_hash}].
-- `p_base`: what happens after the end instead, to the version of the decision (or of the task `p_task`; 0: a new one).
-- 0 without a task: what becomes of an export, which changes neither.
-- `refused` is null, or says why nothing was written; `repeated` then comes with the first row's sequence.
CREATE OR REPLACE FUNCTION append_events(
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
      WHEN p_base = 0 AND p_task IS NULL THEN NULL
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
