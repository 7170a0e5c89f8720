CREATE TABLE "authority_changes" (
	"xid" "xid8" NOT NULL,
	"account_id" text NOT NULL,
	"token_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "authority_changes_xid_account_id_token_id_pk" PRIMARY KEY("xid","account_id","token_id")
);
--> statement-breakpoint
CREATE TABLE "authority_instances" (
	"id" text PRIMARY KEY NOT NULL,
	"taken" "pg_snapshot" NOT NULL,
	"renewals" bigint DEFAULT 0 NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gateways" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"key_id" smallint NOT NULL,
	"digest" "bytea" NOT NULL,
	"last4" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "gateways_digest_unique" UNIQUE("digest"),
	CONSTRAINT "gateways_name_length" CHECK (char_length("gateways"."name") between 1 and 100),
	CONSTRAINT "gateways_digest_length" CHECK (octet_length("gateways"."digest") = 32)
);
--> statement-breakpoint
ALTER TABLE "gateways" ADD CONSTRAINT "gateways_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authority_changes_by_age" ON "authority_changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "gateways_by_account" ON "gateways" USING btree ("account_id","created_at");
--> statement-breakpoint
CREATE FUNCTION note_token_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'access_tokens' THEN
    INSERT INTO authority_changes (xid, account_id, token_id)
      VALUES (pg_current_xact_id(), OLD.account_id, OLD.id) ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO authority_changes (xid, account_id, token_id)
      VALUES (pg_current_xact_id(), OLD.account_id, OLD.token_id) ON CONFLICT DO NOTHING;
  END IF;
  PERFORM pg_notify('latchkey_authority', '');
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION note_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO authority_changes (xid, account_id, token_id)
    VALUES (pg_current_xact_id(), coalesce(NEW.account_id, OLD.account_id), '') ON CONFLICT DO NOTHING;
  PERFORM pg_notify('latchkey_authority', '');
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER access_tokens_authority AFTER UPDATE ON "access_tokens" FOR EACH ROW
  WHEN ((OLD.kind, OLD.member_id, OLD.role_source, OLD.base_role, OLD.inline_policy, OLD.role_attributes, OLD.ceilings, OLD.not_after, OLD.paused_at, OLD.deactivated_at, OLD.revoked_at)
    IS DISTINCT FROM (NEW.kind, NEW.member_id, NEW.role_source, NEW.base_role, NEW.inline_policy, NEW.role_attributes, NEW.ceilings, NEW.not_after, NEW.paused_at, NEW.deactivated_at, NEW.revoked_at))
  EXECUTE FUNCTION note_token_change();
--> statement-breakpoint
CREATE TRIGGER access_tokens_gone AFTER DELETE ON "access_tokens" FOR EACH ROW EXECUTE FUNCTION note_token_change();
--> statement-breakpoint
CREATE TRIGGER token_secrets_authority AFTER UPDATE OR DELETE ON "token_secrets" FOR EACH ROW EXECUTE FUNCTION note_token_change();
--> statement-breakpoint
CREATE TRIGGER token_roles_authority AFTER UPDATE OR DELETE ON "token_roles" FOR EACH ROW EXECUTE FUNCTION note_token_change();
--> statement-breakpoint
CREATE TRIGGER members_authority AFTER UPDATE ON "members" FOR EACH ROW
  WHEN ((OLD.base_role, OLD.role_attributes, OLD.removed_at, OLD.rights_version) IS DISTINCT FROM (NEW.base_role, NEW.role_attributes, NEW.removed_at, NEW.rights_version))
  EXECUTE FUNCTION note_account_change();
--> statement-breakpoint
CREATE TRIGGER member_roles_authority AFTER INSERT OR UPDATE OR DELETE ON "member_roles" FOR EACH ROW EXECUTE FUNCTION note_account_change();
--> statement-breakpoint
CREATE TRIGGER custom_roles_authority AFTER UPDATE ON "custom_roles" FOR EACH ROW
  WHEN ((OLD.base_permissions, OLD.policy, OLD.deleted_at) IS DISTINCT FROM (NEW.base_permissions, NEW.policy, NEW.deleted_at))
  EXECUTE FUNCTION note_account_change();
--> statement-breakpoint
CREATE TRIGGER gateways_authority AFTER UPDATE OR DELETE ON "gateways" FOR EACH ROW EXECUTE FUNCTION note_account_change();
