DROP INDEX "decisions_list";--> statement-breakpoint
DROP INDEX "decisions_in_force";--> statement-breakpoint
DROP INDEX "tasks_list";--> statement-breakpoint
DROP INDEX "audit_rows_list";--> statement-breakpoint
DROP INDEX "audit_rows_subject";--> statement-breakpoint
DROP INDEX "exports_meeting";--> statement-breakpoint
DROP INDEX "share_links_meeting";--> statement-breakpoint
DROP INDEX "meetings_list";--> statement-breakpoint
DROP INDEX "artifacts_meeting";--> statement-breakpoint
DROP INDEX "runs_meeting";--> statement-breakpoint
DROP INDEX "runs_list";--> statement-breakpoint
CREATE INDEX "decisions_list" ON "decisions" USING btree ("org_id","status","updated_at","run_id");--> statement-breakpoint
CREATE INDEX "decisions_in_force" ON "decisions" USING btree ("org_id","accepted_at") WHERE accepted_version is not null;--> statement-breakpoint
CREATE INDEX "tasks_list" ON "tasks" USING btree ("org_id","status","updated_at");--> statement-breakpoint
CREATE INDEX "audit_rows_list" ON "audit_rows" USING btree ("org_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_rows_subject" ON "audit_rows" USING btree ("org_id","subject_type","subject_id","at");--> statement-breakpoint
CREATE INDEX "exports_meeting" ON "exports" USING btree ("org_id","meeting_id","created_at","id");--> statement-breakpoint
CREATE INDEX "share_links_meeting" ON "share_links" USING btree ("org_id","meeting_id","created_at","id");--> statement-breakpoint
CREATE INDEX "meetings_list" ON "meetings" USING btree ("org_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "artifacts_meeting" ON "artifacts" USING btree ("org_id","meeting_id","created_at","id");--> statement-breakpoint
CREATE INDEX "runs_meeting" ON "runs" USING btree ("meeting_id","created_at","id");--> statement-breakpoint
CREATE INDEX "runs_list" ON "runs" USING btree ("org_id","created_at","id");