CREATE TABLE "usage_actions" (
	"token_id" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"action" text NOT NULL,
	"account_id" text NOT NULL,
	"allowed" bigint NOT NULL,
	"denied" bigint NOT NULL,
	CONSTRAINT "usage_actions_token_id_day_channel_kind_action_pk" PRIMARY KEY("token_id","day","channel","kind","action"),
	CONSTRAINT "usage_actions_channel" CHECK ("usage_actions"."channel" in ('rest', 'gateway', 'telemetry'))
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"token_id" text NOT NULL,
	"channel" text NOT NULL,
	"day" date NOT NULL,
	"secret_id" text NOT NULL,
	"account_id" text NOT NULL,
	"allowed" bigint NOT NULL,
	"denied" bigint NOT NULL,
	"hours" integer[],
	CONSTRAINT "usage_days_token_id_channel_day_secret_id_pk" PRIMARY KEY("token_id","channel","day","secret_id"),
	CONSTRAINT "usage_days_channel" CHECK ("usage_days"."channel" in ('rest', 'gateway', 'telemetry')),
	CONSTRAINT "usage_days_hours" CHECK (cardinality("usage_days"."hours") = 24)
);
--> statement-breakpoint
CREATE TABLE "usage_secrets" (
	"secret_id" text PRIMARY KEY NOT NULL,
	"token_id" text NOT NULL,
	"account_id" text NOT NULL,
	"rest_at" timestamp with time zone,
	"gateway_at" timestamp with time zone,
	"telemetry_at" timestamp with time zone,
	"blocked" bigint DEFAULT 0 NOT NULL,
	"blocked_why" text,
	"blocked_since" timestamp with time zone,
	"blocked_at" timestamp with time zone,
	"blocked_address" text,
	"blocked_agent" text
);
--> statement-breakpoint
CREATE TABLE "usage_sources" (
	"token_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"agent" text NOT NULL,
	"account_id" text NOT NULL,
	"uses" bigint NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "usage_sources_token_id_channel_address_agent_pk" PRIMARY KEY("token_id","channel","address","agent"),
	CONSTRAINT "usage_sources_channel" CHECK ("usage_sources"."channel" in ('rest', 'gateway', 'telemetry')),
	CONSTRAINT "usage_sources_length" CHECK (char_length("usage_sources"."address") <= 64 and char_length("usage_sources"."agent") <= 120)
);
--> statement-breakpoint
CREATE TABLE "usage_writers" (
	"id" text PRIMARY KEY NOT NULL,
	"batch" integer NOT NULL,
	"complete_until" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "token_uses" ADD COLUMN "rest_first_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "token_uses" ADD COLUMN "gateway_first_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "token_uses" ADD COLUMN "telemetry_first_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "token_uses" ADD COLUMN "rest_route" text;--> statement-breakpoint
CREATE INDEX "usage_actions_by_day" ON "usage_actions" USING btree ("day");--> statement-breakpoint
CREATE INDEX "usage_days_by_day" ON "usage_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "usage_secrets_by_token" ON "usage_secrets" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "usage_sources_by_last" ON "usage_sources" USING btree ("last_at");