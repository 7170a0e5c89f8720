-- Whether a token has ended is kept beside its uses: then those of the living are found without looking through the rest. Exact,
-- since a first use waits for an end that is under way, and the end sees a use that came before it.
CREATE FUNCTION end_uses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE token_uses SET ended = true WHERE token_id = NEW.id AND account_id = NEW.account_id AND NOT ended;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER access_tokens_end_uses AFTER UPDATE ON "access_tokens"
  FOR EACH ROW WHEN (NEW.ended AND NOT OLD.ended) EXECUTE FUNCTION end_uses();
--> statement-breakpoint
CREATE FUNCTION note_whether_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM access_tokens WHERE id = NEW.token_id AND account_id = NEW.account_id FOR SHARE;
  UPDATE token_uses SET ended = true WHERE token_id = NEW.token_id AND account_id = NEW.account_id
    AND EXISTS (SELECT FROM access_tokens t WHERE t.id = NEW.token_id AND t.ended);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER token_uses_of_ended AFTER INSERT ON "token_uses"
  FOR EACH ROW EXECUTE FUNCTION note_whether_ended();
--> statement-breakpoint
UPDATE "token_uses" SET "ended" = true
  FROM "access_tokens" WHERE "access_tokens"."id" = "token_uses"."token_id" AND "access_tokens"."ended";
