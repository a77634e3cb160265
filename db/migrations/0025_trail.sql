CREATE TABLE "rate_counts" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"org_id" text PRIMARY KEY NOT NULL,
	"place" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_rows_subject";--> statement-breakpoint
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rate_counts_age" ON "rate_counts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_rows_action" ON "audit_rows" USING btree ("org_id","action","at","id");--> statement-breakpoint
CREATE INDEX "audit_rows_user" ON "audit_rows" USING btree ("org_id","user_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_rows_text" ON "audit_rows" USING gin ((detail::text) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_rows_subject" ON "audit_rows" USING btree ("org_id","subject_type","subject_id","at","id");--> statement-breakpoint
-- What is counted lately may be forgotten in a crash.
ALTER TABLE rate_counts SET UNLOGGED;--> statement-breakpoint
-- The trail is append-only: a row is sealed once, and goes only with its organisation.
CREATE FUNCTION guard_audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.place IS NOT NULL OR NEW.hash IS NOT NULL THEN
      RAISE EXCEPTION 'A row of the trail is sealed after it was written' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' THEN
    IF OLD.place IS NULL AND NEW.place IS NOT NULL AND NEW.hash IS NOT NULL
      AND to_jsonb(NEW) - 'place' - 'hash' = to_jsonb(OLD) - 'place' - 'hash' THEN
      RETURN NEW;
    END IF;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM organisations o WHERE o.id = OLD.org_id) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_rows_append_only BEFORE INSERT OR UPDATE OR DELETE ON audit_rows
  FOR EACH ROW EXECUTE FUNCTION guard_audit_row();--> statement-breakpoint
CREATE TRIGGER audit_rows_kept BEFORE TRUNCATE ON audit_rows
  FOR EACH STATEMENT EXECUTE FUNCTION guard_audit_row();
