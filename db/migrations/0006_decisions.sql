CREATE TABLE "decisions" (
	"run_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"title" text NOT NULL,
	"statement" text NOT NULL,
	"accepted_version" integer,
	"accepted_at" timestamp (3) with time zone,
	"open" boolean DEFAULT false NOT NULL,
	"decider_user_id" text,
	"told_at" timestamp (3) with time zone,
	"remind_at" timestamp (3) with time zone,
	"reminders" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"run_id" text NOT NULL,
	"item_id" text NOT NULL,
	"org_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"position" integer NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"item" json NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_run_id_item_id_pk" PRIMARY KEY("run_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_decider_user_id_users_id_fk" FOREIGN KEY ("decider_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decisions_list" ON "decisions" USING btree ("org_id","status","updated_at" DESC NULLS LAST,"run_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "decisions_in_force" ON "decisions" USING btree ("org_id","accepted_at" DESC NULLS LAST) WHERE accepted_version is not null;--> statement-breakpoint
CREATE INDEX "decisions_untold" ON "decisions" USING btree ("updated_at") WHERE open and told_at is null;--> statement-breakpoint
CREATE INDEX "decisions_to_remind" ON "decisions" USING btree ("remind_at") WHERE open and remind_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_list" ON "tasks" USING btree ("org_id","status","updated_at" DESC NULLS LAST);