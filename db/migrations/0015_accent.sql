ALTER TABLE "organisations" ADD COLUMN "accent" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_accent" CHECK ("organisations"."accent" ~ '^#[0-9a-f]{6}$');