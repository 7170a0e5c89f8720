import type { Config } from "@/lib/config/config";

/**
 * Tells next-auth, which reads the environment, where it is served: at the configured origin, or wherever
 * the front door says the visitor is. It overwrites what a client could forge, so that is safe to trust.
 */
export function prepareNextAuth({ publicOrigin }: Config): void {
  if (publicOrigin === undefined) {
    delete process.env["NEXTAUTH_URL"];
    process.env["AUTH_TRUST_HOST"] = "1";
  } else {
    delete process.env["AUTH_TRUST_HOST"];
    process.env["NEXTAUTH_URL"] = publicOrigin;
  }
}
