CREATE TABLE "custom_role_versions" (
	"role_id" text NOT NULL,
	"version" integer NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"base_permissions" text NOT NULL,
	"policy" jsonb NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"saved_by" text,
	"comment" text,
	CONSTRAINT "custom_role_versions_role_id_version_pk" PRIMARY KEY("role_id","version")
);
--> statement-breakpoint
CREATE TABLE "custom_roles" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"base_permissions" text NOT NULL,
	"resource_category" text,
	"policy" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"modified_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "custom_roles_base_permissions" CHECK ("custom_roles"."base_permissions" in ('reader', 'no_access')),
	CONSTRAINT "custom_roles_category" CHECK ("custom_roles"."resource_category" in ('organization', 'project', 'any')),
	CONSTRAINT "custom_roles_key_length" CHECK (char_length("custom_roles"."key") between 1 and 64),
	CONSTRAINT "custom_roles_name_length" CHECK (char_length("custom_roles"."name") between 1 and 128)
);
--> statement-breakpoint
CREATE TABLE "member_roles" (
	"member_id" text NOT NULL,
	"role_id" text NOT NULL,
	"account_id" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "member_roles_member_id_role_id_pk" PRIMARY KEY("member_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "token_roles" (
	"token_id" text NOT NULL,
	"role_id" text NOT NULL,
	"account_id" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "token_roles_token_id_role_id_pk" PRIMARY KEY("token_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "inline_policy" jsonb;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "role_attributes" jsonb;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "role_attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "custom_role_versions" ADD CONSTRAINT "custom_role_versions_role_id_custom_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."custom_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_role_versions" ADD CONSTRAINT "custom_role_versions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_role_versions" ADD CONSTRAINT "custom_role_versions_saved_by_members_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_roles" ADD CONSTRAINT "custom_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_role_id_custom_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."custom_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_roles" ADD CONSTRAINT "token_roles_token_id_access_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."access_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_roles" ADD CONSTRAINT "token_roles_role_id_custom_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."custom_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_roles" ADD CONSTRAINT "token_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "custom_role_versions_by_account" ON "custom_role_versions" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "custom_roles_living_key" ON "custom_roles" USING btree ("account_id",lower("key")) WHERE "custom_roles"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "member_roles_by_role" ON "member_roles" USING btree ("account_id","role_id");--> statement-breakpoint
CREATE INDEX "token_roles_by_role" ON "token_roles" USING btree ("account_id","role_id");--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_inline" CHECK (("access_tokens"."role_source" = 'inline') = ("access_tokens"."inline_policy" is not null));--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_role_source" CHECK ("access_tokens"."role_source" in ('base', 'custom', 'inline'));--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_attributes" CHECK (("access_tokens"."kind" = 'service') = ("access_tokens"."role_attributes" is not null));