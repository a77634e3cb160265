CREATE TABLE "audit_seals" (
	"org_id" text NOT NULL,
	"place" bigint NOT NULL,
	"row_id" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seals_org_id_place_pk" PRIMARY KEY("org_id","place"),
	CONSTRAINT "audit_seals_row_id_unique" UNIQUE("row_id")
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_unsealed_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"org_id" text NOT NULL,
	"row_id" text NOT NULL
);
--> statement-breakpoint
-- Nothing is written to the trail between being carried over and being queued.
LOCK TABLE audit_rows IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
INSERT INTO audit_seals (org_id, place, row_id, hash)
  SELECT org_id, place, id, hash FROM audit_rows WHERE place IS NOT NULL ORDER BY org_id, place;--> statement-breakpoint
INSERT INTO audit_unsealed (org_id, row_id)
  SELECT org_id, id FROM audit_rows WHERE place IS NULL ORDER BY at, id;--> statement-breakpoint
DROP INDEX "audit_rows_chain";--> statement-breakpoint
DROP INDEX "audit_rows_unsealed";--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "checked_place" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "checked_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "broken_place" bigint;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD COLUMN "broken_why" text;--> statement-breakpoint
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_unsealed" ADD CONSTRAINT "audit_unsealed_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_unsealed_next" ON "audit_unsealed" USING btree ("org_id","id");--> statement-breakpoint
ALTER TABLE "audit_rows" DROP COLUMN "place";--> statement-breakpoint
ALTER TABLE "audit_rows" DROP COLUMN "hash";--> statement-breakpoint
-- Rows and seals are written once, and go only with their organisation.
DROP TRIGGER audit_rows_append_only ON audit_rows;--> statement-breakpoint
CREATE OR REPLACE FUNCTION guard_audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM organisations o WHERE o.id = OLD.org_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_rows_append_only BEFORE UPDATE OR DELETE ON audit_rows
  FOR EACH ROW EXECUTE FUNCTION guard_audit_row();--> statement-breakpoint
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION guard_audit_row();--> statement-breakpoint
CREATE TRIGGER audit_seals_kept BEFORE TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION guard_audit_row();--> statement-breakpoint
-- Whoever adds a row, it is found without an index on the rows that sealing would have to change.
CREATE FUNCTION queue_audit_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed (org_id, row_id) SELECT org_id, id FROM added ORDER BY at, id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_rows_queued AFTER INSERT ON audit_rows REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION queue_audit_rows();
