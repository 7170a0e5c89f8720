DROP INDEX "usage_sources_by_last";--> statement-breakpoint
ALTER TABLE "usage_sources" ADD COLUMN "last_day" date GENERATED ALWAYS AS ((last_at at time zone 'utc')::date) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "usage_sources_by_day" ON "usage_sources" USING btree ("last_day");--> statement-breakpoint
-- Half of each page is left free, so that a count that is written again is written beside itself and no index hears of it.
ALTER TABLE "usage_days" SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "usage_secrets" SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "usage_actions" SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "usage_sources" SET (fillfactor = 50);
