-- The REST API is answered from memory too, which says a token's name and the API version that it speaks.
CREATE OR REPLACE TRIGGER access_tokens_authority AFTER UPDATE ON "access_tokens" FOR EACH ROW
  WHEN ((OLD.name, OLD.default_api_version, OLD.kind, OLD.member_id, OLD.role_source, OLD.base_role, OLD.inline_policy, OLD.role_attributes, OLD.ceilings, OLD.not_after, OLD.paused_at, OLD.deactivated_at, OLD.revoked_at)
    IS DISTINCT FROM (NEW.name, NEW.default_api_version, NEW.kind, NEW.member_id, NEW.role_source, NEW.base_role, NEW.inline_policy, NEW.role_attributes, NEW.ceilings, NEW.not_after, NEW.paused_at, NEW.deactivated_at, NEW.revoked_at))
  EXECUTE FUNCTION note_token_change();
