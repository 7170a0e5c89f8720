CREATE TABLE "gateway_routes" (
	"account_id" text PRIMARY KEY NOT NULL,
	"revision" text NOT NULL,
	"routes" jsonb NOT NULL,
	CONSTRAINT "gateway_routes_size" CHECK (jsonb_array_length("gateway_routes"."routes") <= 200)
);
--> statement-breakpoint
CREATE TABLE "gateway_uses" (
	"gateway_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"calls" bigint NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gateways" ADD COLUMN "asks_by" text DEFAULT 'names' NOT NULL;--> statement-breakpoint
ALTER TABLE "gateway_routes" ADD CONSTRAINT "gateway_routes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway_uses" ADD CONSTRAINT "gateway_uses_gateway_id_gateways_id_fk" FOREIGN KEY ("gateway_id") REFERENCES "public"."gateways"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateways" ADD CONSTRAINT "gateways_asks_by" CHECK ("gateways"."asks_by" in ('names', 'routes'));--> statement-breakpoint
CREATE TRIGGER gateway_routes_authority AFTER INSERT OR UPDATE OR DELETE ON "gateway_routes" FOR EACH ROW EXECUTE FUNCTION note_account_change();
