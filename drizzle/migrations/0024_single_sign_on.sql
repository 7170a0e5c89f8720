ALTER TABLE "members" ADD COLUMN "oidc_issuer" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "oidc_subject" text;--> statement-breakpoint
CREATE UNIQUE INDEX "members_living_subject" ON "members" USING btree ("oidc_issuer","oidc_subject") WHERE "members"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_bound_whole" CHECK (("members"."oidc_issuer" is null) = ("members"."oidc_subject" is null));