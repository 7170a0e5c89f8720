import { exportAuditLog } from "@/lib/audit/export-audit-log";
import { auditLogExportInput } from "@/lib/audit/input";
import { operatorPrincipal } from "@/lib/principals/principals";
import { acceptRestore } from "@/lib/tokens/accept-restore";
import { confirmSecret } from "@/lib/tokens/confirm-secret";
import { createToken } from "@/lib/tokens/create-token";
import { endOverlap } from "@/lib/tokens/end-overlap";
import { nameCaretaker } from "@/lib/tokens/hand-over";
import { createTokenInput } from "@/lib/tokens/input";
import { exportTokens } from "@/lib/tokens/list/export-tokens";
import { pauseTokens, resumeTokens } from "@/lib/tokens/list/pause-tokens";
import { revokeTokens } from "@/lib/tokens/list/revoke-tokens";
import { exportInput } from "@/lib/tokens/list-input";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokePresented } from "@/lib/tokens/revoke-presented";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { updateToken } from "@/lib/tokens/update-token";
import { issue, NOWHERE } from "../account";
import type { Acts } from "./stage";

const DAY_MS = 24 * 3600 * 1000;
const service = { kind: "service" } as const;
const at = (id: string) => ({ id, reason: "" });

/** What is done with tokens, and with the log. */
export const TOKENS: Acts = {
  "creating a token": async ({ db, owner }) => {
    const role = { source: "base", baseRole: "reader" } as const;
    return () => createToken(db, owner.principal, createTokenInput.parse({ name: "new", role }));
  },
  "confirming a secret": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => confirmSecret(db, owner.principal, token.id);
  },
  "renaming a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => updateToken(db, owner.principal, { id: token.id, name: "other", comment: "" });
  },
  "changing a token's role": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    const role = { source: "base", baseRole: "writer" } as const;
    return () => updateToken(db, owner.principal, { id: token.id, role, comment: "" });
  },
  "rotating a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => rotateToken(db, owner.principal, { id: token.id, oldUntil: null });
  },
  "ending an old secret": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    await rotateToken(db, owner.principal, { id: token.id, oldUntil: Date.now() + DAY_MS / 2 });
    return () => endOverlap(db, owner.principal, token.id);
  },
  "pausing a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => pauseToken(db, owner.principal, at(token.id));
  },
  "resuming a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    await pauseToken(db, owner.principal, at(token.id));
    return () => resumeToken(db, owner.principal, at(token.id));
  },
  "revoking a token": async ({ db, owner }) => {
    const { token } = await issue(db, owner);
    return () => revokeToken(db, owner.principal, at(token.id));
  },
  "revoking a token by its secret": async ({ db, owner }) => {
    const { secret } = await issue(db, owner);
    return () => revokePresented(db, secret, NOWHERE);
  },
  "pausing many tokens": async ({ db, owner }) => {
    const ids = [(await issue(db, owner)).token.id, (await issue(db, owner, service)).token.id];
    return () => pauseTokens(db, owner.principal, { ids, reason: "" });
  },
  "resuming many tokens": async ({ db, owner }) => {
    const ids = [(await issue(db, owner)).token.id, (await issue(db, owner, service)).token.id];
    await pauseTokens(db, owner.principal, { ids, reason: "" });
    return () => resumeTokens(db, owner.principal, { ids, reason: "" });
  },
  "revoking many tokens": async ({ db, owner }) => {
    const ids = [(await issue(db, owner)).token.id, (await issue(db, owner, service)).token.id];
    return () => revokeTokens(db, owner.principal, { ids, reason: "" });
  },
  "naming who looks after a token": async ({ db, owner, writer }) => {
    const { token } = await issue(db, owner, service);
    return () => nameCaretaker(db, owner.principal, { id: token.id, caretakerId: writer.id });
  },
  "accepting a restore": async ({ db, accountId, owner }) => {
    await issue(db, owner);
    const head = { account: accountId, seq: 9, mac: "0f".repeat(32), at: "2026-11-25T08:00:00.000Z" };
    const by = () => operatorPrincipal({ accountId, name: "root" });
    return () => acceptRestore(db, { by, lost: [{ account: accountId, kept: 1, head }], keepTokens: false });
  },
  "taking the tokens along": async ({ db, owner }) => {
    const input = exportInput.parse({ tab: "all", filters: {}, sort: { by: "name", descending: false } });
    return () => exportTokens(db, owner.principal, input);
  },
  "taking the log along": async ({ db, owner }) => {
    const input = auditLogExportInput.parse({ format: "csv" });
    return () => exportAuditLog(db, owner.principal, input);
  },
};
