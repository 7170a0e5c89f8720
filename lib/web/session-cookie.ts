import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { getConfig } from "@/lib/config/config";
import { getKeys } from "@/lib/keys/keys";

/** How long a browser keeps the cookie, in seconds: as long as any session may be set to last. The row decides when it is over. */
export const COOKIE_SECONDS = 7 * 24 * 3600;
/** How long the seal holds by the host's clock: so long that a wrong clock ends no session (invariant I23). */
export const SEAL_SECONDS = 100 * 365 * 24 * 3600;

/** Whether browsers reach us by https. */
export const isSecure = () => getConfig().publicOrigin?.startsWith("https:") ?? false;

/** The session cookie's name: bound to this host wherever https makes that possible (security 3.9). */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-latchkey.sid" : "latchkey.sid";
}

/** What a browser is told of the session cookie besides its age. No `Domain`: it goes to this host alone. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/** The opaque id of the session in this browser's cookie, or null for none and for whatever we did not seal. */
export async function readSid(): Promise<string | null> {
  // next-auth joins every cookie whose name begins like the session's: more than one means somebody planted one.
  const name = sessionCookieName();
  const [only, ...more] = (await cookies()).getAll().filter((cookie) => cookie.name.startsWith(name));
  if (only?.name !== name || more.length > 0) return null;
  try {
    return (await decode({ token: only.value, secret: getKeys().session }))?.sid ?? null;
  } catch {
    return null; // not sealed by us
  }
}
