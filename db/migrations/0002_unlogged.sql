-- Open turns may vanish in a crash: what was being spoken is spoken again.
ALTER TABLE open_turns SET UNLOGGED;--> statement-breakpoint
-- Each append updates the run's row: room on its page keeps the update off the indexes.
ALTER TABLE runs SET (fillfactor = 60);
