import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getDb } from "@/lib/db/client";
import { findEnrolling } from "@/lib/factors/find-enrolling";
import { findWaiting, type Waiting } from "@/lib/factors/find-waiting";
import { ASKED_PATH, CLIENT_ADDRESS, REQUEST_ID } from "@/lib/http/client-address";
import { isSetUp } from "@/lib/members/is-set-up";
import type { Place } from "@/lib/sessions/begin-session";
import { findSession, type SignedIn } from "@/lib/sessions/find-session";
import { readSid } from "./session-cookie";

/** Where somebody who lacks a second factor that is required sets one up. */
export const SET_UP_FACTOR = "/sign-in/second-factor";

/** The opaque id of the session in this browser's cookie, or null. */
export const currentSid = cache(readSid);

/** The signed-in member, read afresh for each request, or null. */
export const currentMember = cache(async (): Promise<SignedIn | null> => {
  const sid = await currentSid();
  if (sid === null) return null;
  const sent = await headers();
  return findSession(getDb(), sid, { ip: sent.get(CLIENT_ADDRESS), requestId: sent.get(REQUEST_ID) });
});

/** Whose second factor this browser still has to show, or null. */
export const currentWaiting = cache(async (): Promise<Waiting | null> => {
  const sid = await currentSid();
  return sid === null ? null : findWaiting(getDb(), sid);
});

/** Who may set up a second factor here, though their session may open nothing else until they have; or null. */
export const currentEnrolling = cache(async () => {
  const sid = await currentSid();
  if (sid === null) return null;
  const sent = await headers();
  return findEnrolling(getDb(), sid, { ip: sent.get(CLIENT_ADDRESS), requestId: sent.get(REQUEST_ID) });
});

/** From where this browser asks. */
export async function currentPlace(): Promise<Place> {
  const sent = await headers();
  const userAgent = sent.get("user-agent") ?? "";
  return { ip: sent.get(CLIENT_ADDRESS), userAgent, requestId: sent.get(REQUEST_ID) };
}

/** The signed-in member, or the way to sign in (or to set up). A courtesy for pages: the lock is in the domain. */
export async function requireMember(): Promise<SignedIn> {
  const member = await currentMember();
  if (member) return member;
  if (!(await isSetUp(getDb()))) redirect("/setup");
  const asked = (await headers()).get(ASKED_PATH) ?? "/";
  const step = (await currentEnrolling()) ? SET_UP_FACTOR : "/sign-in";
  redirect(asked === "/" ? step : `${step}?next=${encodeURIComponent(asked)}`);
}
