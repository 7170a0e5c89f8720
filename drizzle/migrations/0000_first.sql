CREATE TABLE "access_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"member_id" text NOT NULL,
	"via_token_id" text,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"secret_tail" text NOT NULL,
	"role_source" text NOT NULL,
	"base_role" text,
	"ceilings" jsonb NOT NULL,
	"default_api_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"modified_at" timestamp with time zone DEFAULT now() NOT NULL,
	"not_after" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"deactivated_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_why" text,
	"secret_confirmed_at" timestamp with time zone,
	CONSTRAINT "access_tokens_kind" CHECK ("access_tokens"."kind" in ('personal', 'service')),
	CONSTRAINT "access_tokens_base" CHECK (("access_tokens"."role_source" = 'base') = ("access_tokens"."base_role" is not null)),
	CONSTRAINT "access_tokens_base_role" CHECK ("access_tokens"."base_role" in ('reader', 'writer', 'admin', 'owner')),
	CONSTRAINT "access_tokens_name_length" CHECK (char_length("access_tokens"."name") <= 100),
	CONSTRAINT "access_tokens_description_length" CHECK (char_length("access_tokens"."description") <= 500)
);
--> statement-breakpoint
CREATE TABLE "token_secrets" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"token_id" text NOT NULL,
	"key_id" smallint NOT NULL,
	"digest" "bytea" NOT NULL,
	"last4" text NOT NULL,
	"state" text NOT NULL,
	"not_after" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"died_at" timestamp with time zone,
	"died_why" text,
	CONSTRAINT "token_secrets_digest_length" CHECK (octet_length("token_secrets"."digest") = 32),
	CONSTRAINT "token_secrets_state" CHECK ("token_secrets"."state" in ('current', 'overlap', 'dead')),
	CONSTRAINT "token_secrets_dead" CHECK (("token_secrets"."state" = 'dead') = ("token_secrets"."died_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "token_uses" (
	"token_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"rest_at" timestamp with time zone,
	"gateway_at" timestamp with time zone,
	"telemetry_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_links" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"member_id" text NOT NULL,
	"purpose" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"not_after" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "member_links_digest_unique" UNIQUE("digest"),
	CONSTRAINT "member_links_purpose" CHECK ("member_links"."purpose" in ('invite', 'reset'))
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"base_role" text NOT NULL,
	"password_hash" text,
	"invited_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"joined_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"removed_by" text,
	"rights_version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "members_base_role" CHECK ("members"."base_role" in ('no_access', 'reader', 'writer', 'admin', 'owner')),
	CONSTRAINT "members_joined_with_password" CHECK (("members"."joined_at" is null) = ("members"."password_hash" is null))
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"member_id" text,
	"operator" text,
	"kind" text NOT NULL,
	"action" text NOT NULL,
	"resource" text NOT NULL,
	"target_id" text NOT NULL,
	"target_name" text NOT NULL,
	"details" jsonb NOT NULL,
	"comment" text,
	"ip" text,
	"request_id" text,
	CONSTRAINT "audit_entries_actor" CHECK ("audit_entries"."actor_kind" in ('session', 'access_token', 'operator', 'visitor')),
	CONSTRAINT "audit_entries_operator" CHECK (("audit_entries"."actor_kind" = 'operator') = ("audit_entries"."operator" is not null))
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"secret_check" "bytea" NOT NULL,
	"set_up_digest" "bytea",
	"set_up_not_after" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_is_one_row" CHECK ("installation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"member_id" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"authenticated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_why" text,
	CONSTRAINT "sessions_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp with time zone,
	"window_started_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_secrets" ADD CONSTRAINT "token_secrets_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_secrets" ADD CONSTRAINT "token_secrets_token_id_access_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."access_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_uses" ADD CONSTRAINT "token_uses_token_id_access_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."access_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_uses" ADD CONSTRAINT "token_uses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_links" ADD CONSTRAINT "member_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_links" ADD CONSTRAINT "member_links_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_by_created" ON "access_tokens" USING btree ("account_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_member" ON "access_tokens" USING btree ("account_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "token_secrets_digest" ON "token_secrets" USING btree ("digest");--> statement-breakpoint
CREATE UNIQUE INDEX "token_secrets_one_current" ON "token_secrets" USING btree ("token_id") WHERE "token_secrets"."state" = 'current';--> statement-breakpoint
CREATE INDEX "token_uses_by_account" ON "token_uses" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "member_links_by_member" ON "member_links" USING btree ("account_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_living_address" ON "members" USING btree ("email_key") WHERE "members"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "members_by_account" ON "members" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "audit_entries" USING btree ("account_id","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_target" ON "audit_entries" USING btree ("account_id","target_id");--> statement-breakpoint
CREATE INDEX "sessions_by_member" ON "sessions" USING btree ("account_id","member_id");