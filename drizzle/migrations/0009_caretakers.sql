DROP INDEX "access_tokens_by_member";--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "caretaker_id" text;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_caretaker_id_members_id_fk" FOREIGN KEY ("caretaker_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_by_caretaker" ON "access_tokens" USING btree ("account_id","caretaker_id") WHERE "access_tokens"."caretaker_id" is not null;--> statement-breakpoint
CREATE INDEX "access_tokens_by_member" ON "access_tokens" USING btree ("account_id","member_id","kind");--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_caretaker" CHECK ("access_tokens"."caretaker_id" is null or "access_tokens"."kind" = 'service');