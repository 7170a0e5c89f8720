-- A search of the log looks for a fragment anywhere in what an entry says. Without the extension it is found all the same, only later.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_trgm is not there: %', SQLERRM;
END
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX "audit_entries_said" ON "audit_entries" USING gin (translate(lower(
      ' ' || "target_name" || ' ' || "action" || ' ' || coalesce("comment", '') || ' ' || coalesce("operator", '')
    ), '-_./:@', '      ') gin_trgm_ops);
  END IF;
END
$$;
--> statement-breakpoint
ANALYZE "audit_entries";
