-- Until now only the last use was kept: it is the earliest there is evidence of.
UPDATE "token_uses" SET "rest_first_at" = "rest_at", "gateway_first_at" = "gateway_at", "telemetry_first_at" = "telemetry_at";
