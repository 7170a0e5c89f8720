-- What the search of tokens looks through: led by a space, with the marks that part words as spaces, so that trigrams know where
-- words begin. A function that says it is dear, since the planner else rather reads the whole table than the index.
CREATE FUNCTION token_words(name text, description text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS $$
BEGIN
  RETURN translate(lower(' ' || name || ' ' || description), '-_./:@', '      ');
END
$$;
--> statement-breakpoint
DROP INDEX IF EXISTS "access_tokens_by_text";
