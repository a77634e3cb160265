CREATE TABLE "saml_entries" (
	"space" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "saml_entries_space_key_pk" PRIMARY KEY("space","key")
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "by_mail" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mail_state" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mail_reason" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "saml_entries_age" ON "saml_entries" USING btree ("expires_at");