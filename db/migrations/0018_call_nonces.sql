CREATE TABLE "call_nonces" (
	"nonce" text PRIMARY KEY NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
