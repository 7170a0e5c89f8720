import "server-only";
import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import type { PlainSecret } from "@/lib/core/plain-secret";
import { getKeys } from "@/lib/keys/keys";
import { COOKIE_SECONDS, SEAL_SECONDS, sessionCookieName, sessionCookieOptions } from "./session-cookie";

/** Gives this browser a session's new id, in a cookie like the one that next-auth made for the old one. For an action: a page cannot. */
export async function giveSession(sid: PlainSecret): Promise<void> {
  const sealed = await encode({ token: { sid: sid.reveal() }, secret: getKeys().session, maxAge: SEAL_SECONDS });
  (await cookies()).set(sessionCookieName(), sealed, { ...sessionCookieOptions(), maxAge: COOKIE_SECONDS });
}
