CREATE TABLE "open_streams" (
	"place" text NOT NULL,
	"org_id" text NOT NULL,
	"user_id" text NOT NULL,
	"run_id" text NOT NULL,
	"streams" integer NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "open_streams_place_user_id_run_id_pk" PRIMARY KEY("place","user_id","run_id")
);
--> statement-breakpoint
CREATE INDEX "open_streams_org" ON "open_streams" USING btree ("org_id","seen_at");--> statement-breakpoint
ALTER TABLE open_streams SET UNLOGGED;
