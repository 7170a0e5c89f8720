CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of a role are only ever added' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER custom_role_versions_are_append_only BEFORE UPDATE OR DELETE ON "custom_role_versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
--> statement-breakpoint
-- Ceilings say whose permission they were, and name where each policy came from.
UPDATE "access_tokens" SET "ceilings" = (
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', 'minting_token', 'grants', (
    SELECT coalesce(jsonb_agg((
      SELECT coalesce(jsonb_agg(jsonb_build_object('source', jsonb_build_object('kind', 'inline'), 'statements', policy -> 'statements')), '[]')
      FROM jsonb_array_elements(held) AS policy)), '[]')
    FROM jsonb_array_elements(ceiling -> 'grants') AS held))), '[]')
  FROM jsonb_array_elements("ceilings") AS ceiling)
WHERE jsonb_array_length("ceilings") > 0;
