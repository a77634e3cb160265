CREATE TABLE "erasures" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"user_id" text,
	"names" text[] NOT NULL,
	"pseudonym" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"cursor" text DEFAULT '' NOT NULL,
	"claimed_until" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"requested_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasures_list" ON "erasures" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "erasures_open" ON "erasures" USING btree ("claimed_until") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "meetings_deleted" ON "meetings" USING btree ("org_id","deleted_at","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "runs_to_erase" ON "runs" USING btree ("org_id","finished_at") WHERE finished_at is not null and erased_at is null;