DROP INDEX "artifacts_version";--> statement-breakpoint
DROP INDEX "messages_meeting";--> statement-breakpoint
CREATE UNIQUE INDEX "artifacts_event" ON "artifacts" USING btree ("run_id","seq");--> statement-breakpoint
CREATE INDEX "messages_meeting" ON "messages" USING btree ("org_id","meeting_id","at","run_id","seq","part");