import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getDb } from "@/lib/db/client";
import { ASKED_PATH, CLIENT_ADDRESS, REQUEST_ID } from "@/lib/http/client-address";
import { isSetUp } from "@/lib/members/is-set-up";
import { findSession, type SignedIn } from "@/lib/sessions/find-session";
import { readSid } from "./session-cookie";

/** The opaque id of the session in this browser's cookie, or null. */
export const currentSid = cache(readSid);

/** The signed-in member, read afresh for each request, or null. */
export const currentMember = cache(async (): Promise<SignedIn | null> => {
  const sid = await currentSid();
  if (sid === null) return null;
  const sent = await headers();
  return findSession(getDb(), sid, { ip: sent.get(CLIENT_ADDRESS), requestId: sent.get(REQUEST_ID) });
});

/** The signed-in member, or the way to sign in (or to set up). A courtesy for pages: the lock is in the domain. */
export async function requireMember(): Promise<SignedIn> {
  const member = await currentMember();
  if (member) return member;
  if (!(await isSetUp(getDb()))) redirect("/setup");
  const asked = (await headers()).get(ASKED_PATH) ?? "/";
  redirect(asked === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(asked)}`);
}
