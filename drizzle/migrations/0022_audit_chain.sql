CREATE TABLE "audit_seals" (
	"account_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"entry_id" text NOT NULL,
	"state" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"mac" "bytea" NOT NULL,
	CONSTRAINT "audit_seals_account_id_seq_pk" PRIMARY KEY("account_id","seq"),
	CONSTRAINT "audit_seals_state" CHECK ("audit_seals"."state" in ('signed', 'adopted', 'foreign', 'gone')),
	CONSTRAINT "audit_seals_mac_length" CHECK (octet_length("audit_seals"."mac") = 32)
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"account_id" text NOT NULL,
	"entry_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "signature" "bytea";--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seals_of_entry" ON "audit_seals" USING btree ("entry_id");
--> statement-breakpoint
INSERT INTO "audit_unsealed" ("account_id", "entry_id") SELECT "account_id", "id" FROM "audit_entries" ORDER BY "at", "id";
--> statement-breakpoint
CREATE FUNCTION queue_for_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed (account_id, entry_id) SELECT account_id, id FROM written;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_wait_for_a_seal AFTER INSERT ON "audit_entries" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION queue_for_sealing();
--> statement-breakpoint
CREATE TRIGGER audit_seals_are_append_only BEFORE UPDATE OR DELETE ON "audit_seals"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
CREATE TRIGGER audit_seals_are_not_truncated BEFORE TRUNCATE ON "audit_seals"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE ALWAYS TRIGGER "audit_entries_are_append_only";
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE ALWAYS TRIGGER "audit_entries_are_not_truncated";
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ALWAYS TRIGGER "audit_seals_are_append_only";
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ALWAYS TRIGGER "audit_seals_are_not_truncated";
