DROP INDEX "token_uses_by_account";--> statement-breakpoint
DROP INDEX "access_tokens_by_created";--> statement-breakpoint
DROP INDEX "access_tokens_by_member";--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "limited" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "acts_as" text;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "level" smallint;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "rest_used" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "ended" boolean GENERATED ALWAYS AS (revoked_at is not null or deactivated_at is not null) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "access_tokens_by_name" ON "access_tokens" USING btree ("account_id","ended",lower("name"),"id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_expiry" ON "access_tokens" USING btree ("account_id","ended","not_after","id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_level" ON "access_tokens" USING btree ("account_id","ended","level","id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_tail" ON "access_tokens" USING btree ("account_id","secret_tail");--> statement-breakpoint
CREATE INDEX "access_tokens_service" ON "access_tokens" USING btree ("account_id","ended","created_at","id") WHERE "access_tokens"."kind" = 'service';--> statement-breakpoint
CREATE INDEX "access_tokens_limited" ON "access_tokens" USING btree ("account_id","created_at","id") WHERE "access_tokens"."limited" and not "access_tokens"."ended";--> statement-breakpoint
CREATE INDEX "access_tokens_paused" ON "access_tokens" USING btree ("account_id","created_at","id") WHERE "access_tokens"."paused_at" is not null and not "access_tokens"."ended";--> statement-breakpoint
CREATE INDEX "access_tokens_deactivated" ON "access_tokens" USING btree ("account_id","created_at","id") WHERE "access_tokens"."deactivated_at" is not null and "access_tokens"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "access_tokens_unconfirmed" ON "access_tokens" USING btree ("account_id","created_at","id") WHERE "access_tokens"."secret_confirmed_at" is null and not "access_tokens"."ended";--> statement-breakpoint
CREATE INDEX "access_tokens_unused" ON "access_tokens" USING btree ("account_id","created_at","id") WHERE not "access_tokens"."rest_used" and not "access_tokens"."ended";--> statement-breakpoint
CREATE INDEX "access_tokens_powerful" ON "access_tokens" USING btree ("account_id","created_at","id") WHERE "access_tokens"."level" >= 3 and "access_tokens"."not_after" is null and not "access_tokens"."ended";--> statement-breakpoint
CREATE INDEX "token_uses_by_rest" ON "token_uses" USING btree ("account_id","rest_at","token_id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_created" ON "access_tokens" USING btree ("account_id","ended","created_at","id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_member" ON "access_tokens" USING btree ("account_id","member_id","ended","id","kind");--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_acts_as" CHECK ("access_tokens"."acts_as" in ('no_access', 'reader', 'writer', 'admin', 'owner'));