import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { OidcConfig } from "@/lib/config/oidc";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { PasskeySite } from "@/lib/passkeys/view";
import { hasApp, hasPasskey, hasRecoveryCode } from "@/lib/principals/living";
import type { ProofWays } from "./view";

/** Where members can sign in besides by password, as the server is set up. */
export type Ways = { readonly site: PasskeySite; readonly oidc: Pick<OidcConfig, "issuer" | "name"> | undefined };

/**
 * The ways by which the principal's member signs in, and can so prove once more who they are. A password takes a code where there is an
 * app, and is none where a passkey alone is their second factor: showing that is enough by itself.
 */
export async function findWays(
  db: Db,
  { accountId, memberId }: Pick<Principal, "accountId" | "memberId">,
  { site, oidc }: Ways,
): Promise<Result<ProofWays, Refusal>> {
  const [member] = await db
    .select({ app: hasApp, passkey: hasPasskey, recovery: hasRecoveryCode, issuer: members.oidcIssuer })
    .from(members)
    .where(and(eq(members.id, memberId ?? ""), eq(members.accountId, accountId)));
  if (!member) return err({ kind: "unauthenticated" });
  const { app, passkey, recovery, issuer } = member;
  return ok({
    password: app || !passkey, // everybody who has joined has one
    codes: app ? (recovery ? ["totp", "recovery"] : ["totp"]) : [],
    passkey: passkey && "rpId" in site,
    issuer: oidc && issuer === oidc.issuer ? oidc.name : null,
  });
}
