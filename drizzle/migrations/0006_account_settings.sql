ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_actor";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "personal_makers" text DEFAULT 'everybody' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "service_makers" text DEFAULT 'everybody' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "longest_days" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "never_allowed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "personal_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "service_days" integer DEFAULT 365 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "stale_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "pause_after_days" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "overlap_hours" integer DEFAULT 168 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "session_idle_minutes" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "session_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_makers" CHECK ("accounts"."personal_makers" in ('everybody', 'admins') and "accounts"."service_makers" in ('everybody', 'admins'));--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_longest" CHECK ("accounts"."longest_days" between 1 and 730);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_stale" CHECK ("accounts"."stale_days" between 1 and 365);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_pause_after" CHECK ("accounts"."pause_after_days" between 30 and 365);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_overlap" CHECK ("accounts"."overlap_hours" between 0 and 168);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_sessions" CHECK ("accounts"."session_idle_minutes" between 5 and 720 and "accounts"."session_hours" between 1 and 168);--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor" CHECK ("audit_entries"."actor_kind" in ('session', 'access_token', 'operator', 'visitor', 'system'));