ALTER TABLE "token_secrets" DROP CONSTRAINT "token_secrets_account_id_accounts_id_fk";
--> statement-breakpoint
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_account_id_accounts_id_fk";
