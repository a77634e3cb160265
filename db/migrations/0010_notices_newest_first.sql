DROP INDEX "notifications_list";--> statement-breakpoint
CREATE INDEX "notifications_list" ON "notifications" USING btree ("org_id","user_id","created_at","id");