CREATE TABLE "vocabularies" (
	"account_id" text PRIMARY KEY NOT NULL,
	"revision" text NOT NULL,
	"types" jsonb NOT NULL,
	CONSTRAINT "vocabularies_size" CHECK (jsonb_array_length("vocabularies"."types") between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "vocabularies" ADD CONSTRAINT "vocabularies_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;