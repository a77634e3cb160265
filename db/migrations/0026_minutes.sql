CREATE TABLE "transcript_chunks" (
	"org_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"chunk" integer NOT NULL,
	"answer" jsonb,
	"usage" jsonb NOT NULL,
	"dropped" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "transcript_chunks_meeting_id_chunk_pk" PRIMARY KEY("meeting_id","chunk")
);
--> statement-breakpoint
CREATE TABLE "transcript_turns" (
	"org_id" text NOT NULL,
	"meeting_id" text NOT NULL,
	"turn" integer NOT NULL,
	"speaker" text,
	"start_ms" bigint,
	"end_ms" bigint,
	"text" text NOT NULL,
	CONSTRAINT "transcript_turns_meeting_id_turn_pk" PRIMARY KEY("meeting_id","turn")
);
--> statement-breakpoint
CREATE TABLE "transcripts" (
	"meeting_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"format" text NOT NULL,
	"file_name" text,
	"speakers" jsonb NOT NULL,
	"notes" jsonb NOT NULL,
	"turns" integer NOT NULL,
	"length_ms" bigint,
	"model" jsonb,
	"state" text DEFAULT 'waiting' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"parts" integer DEFAULT 1 NOT NULL,
	"reason" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone,
	"minutes" json,
	"tokens" bigint DEFAULT 0 NOT NULL,
	"micro_usd" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "kind" text DEFAULT 'council' NOT NULL;--> statement-breakpoint
ALTER TABLE "transcript_chunks" ADD CONSTRAINT "transcript_chunks_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcript_turns" ADD CONSTRAINT "transcript_turns_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transcripts_to_read" ON "transcripts" USING btree ("created_at") WHERE state in ('waiting', 'reading');--> statement-breakpoint
CREATE INDEX "transcripts_org" ON "transcripts" USING btree ("org_id","created_at");