ALTER TABLE "installation" ADD COLUMN "heads_unsent_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "restored_since" timestamp with time zone;
--> statement-breakpoint
-- An entry that may not be written keeps its change from being made, whoever makes it and by whichever process. What ends somebody's
-- access, and what comes of signing in, is never held.
CREATE OR REPLACE FUNCTION queue_for_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held text;
BEGIN
  SELECT CASE WHEN restored_since IS NOT NULL THEN 'LK002' ELSE 'LK001' END INTO held FROM installation
    WHERE restored_since IS NOT NULL OR heads_unsent_since < now() - interval '24 hours';
  IF held IS NOT NULL AND EXISTS (
    SELECT FROM written WHERE kind <> 'session' AND action NOT IN ('deleteAccessToken', 'deactivateAccessToken', 'pauseAccessToken',
      'endOldSecret', 'deleteMember', 'endMemberSessions', 'deleteGateway', 'removePasskey', 'refusePasskey', 'bindSignOn', 'unbindSignOn')
  ) THEN
    RAISE EXCEPTION 'changes are held' USING ERRCODE = held;
  END IF;
  INSERT INTO audit_unsealed (account_id, entry_id) SELECT account_id, id FROM written;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- Whoever owns the tables may remove entries where they say that they prune; nobody may change one.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('latchkey.pruning', true) = 'on'
    AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit entries are only ever added' USING ERRCODE = 'insufficient_privilege';
END
$$;
