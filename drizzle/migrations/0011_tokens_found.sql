-- Set by the database itself, whoever writes the use: what was never used is then found by an index. Once in a token's
-- life; the rows are written in the order of their ids, as the uses are.
CREATE FUNCTION note_first_rest_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_tokens SET rest_used = true WHERE id = NEW.token_id AND account_id = NEW.account_id AND NOT rest_used;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER token_uses_first_rest AFTER INSERT ON "token_uses"
  FOR EACH ROW WHEN (NEW.rest_at IS NOT NULL) EXECUTE FUNCTION note_first_rest_use();
--> statement-breakpoint
CREATE TRIGGER token_uses_first_rest_later AFTER UPDATE ON "token_uses"
  FOR EACH ROW WHEN (OLD.rest_at IS NULL AND NEW.rest_at IS NOT NULL) EXECUTE FUNCTION note_first_rest_use();
--> statement-breakpoint
UPDATE "access_tokens" SET "rest_used" = true
  FROM "token_uses" WHERE "token_uses"."token_id" = "access_tokens"."id" AND "token_uses"."rest_at" IS NOT NULL;
