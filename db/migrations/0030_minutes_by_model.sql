ALTER TABLE "transcript_chunks" ADD COLUMN "mended" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transcript_chunks" ADD COLUMN "why" text;