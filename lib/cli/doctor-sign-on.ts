import { z } from "zod";
import { discoveryAddress, type OidcConfig } from "@/lib/config/oidc";

const WITHIN_MS = 5_000;

const described = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});

/** What `doctor` says of the issuer; it throws if nobody could sign in there. Signing in by password needs none of it. */
export async function issuerOf({ issuer, name }: OidcConfig): Promise<string> {
  const found = described.safeParse(await description(issuer));
  if (!found.success)
    throw new Error(
      `${issuer} does not describe itself as an OpenID Connect issuer (${String(found.error.issues[0]?.path[0] ?? "no JSON")}). Look at LATCHKEY_OIDC_ISSUER`,
    );
  const says = found.data;
  if (says.issuer !== issuer)
    throw new Error(`it calls itself ${says.issuer.slice(0, 500)}: LATCHKEY_OIDC_ISSUER has to be that, to the letter`);
  if (!says.id_token_signing_alg_values_supported.includes("RS256"))
    throw new Error(`${issuer} does not sign with RS256, which Latchkey takes alone`);
  const pkce = says.code_challenge_methods_supported?.includes("S256") ? "" : "; it says nothing of PKCE";
  return `${issuer} answers, on the button as “${name}”${pkce}`;
}

async function description(issuer: string): Promise<unknown> {
  try {
    const answer = await fetch(discoveryAddress(issuer), { signal: AbortSignal.timeout(WITHIN_MS) });
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
    throw new Error(
      `${issuer} cannot be reached${typeof code === "string" ? ` (${code})` : ""}; passwords work without it. Look at LATCHKEY_OIDC_ISSUER`,
    );
  }
}
