DROP INDEX "token_uses_by_rest";--> statement-breakpoint
ALTER TABLE "token_uses" ADD COLUMN "ended" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "token_uses_by_rest" ON "token_uses" USING btree ("account_id","ended","rest_at","token_id");