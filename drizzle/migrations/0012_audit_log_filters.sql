DROP INDEX "audit_entries_by_target";--> statement-breakpoint
CREATE INDEX "audit_entries_of_target" ON "audit_entries" USING btree ("account_id","target_id","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "audit_entries_of_member" ON "audit_entries" USING btree ("account_id","member_id","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "audit_entries_of_act" ON "audit_entries" USING btree ("account_id","kind","action","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "audit_entries_of_token" ON "audit_entries" USING btree ("account_id","actor_id","at" DESC NULLS LAST,"id") WHERE "audit_entries"."actor_kind" = 'access_token';--> statement-breakpoint
CREATE INDEX "audit_entries_of_operator" ON "audit_entries" USING btree ("account_id","at" DESC NULLS LAST,"id") WHERE "audit_entries"."actor_kind" = 'operator';