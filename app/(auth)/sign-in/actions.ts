"use server";

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { proofInput } from "@/lib/factors/input";
import { passSecondFactor } from "@/lib/factors/pass-second-factor";
import type { SignInStep } from "@/lib/factors/view";
import { passkeySite } from "@/lib/passkeys/site";
import { giveSession } from "@/lib/web/give-session";
import { openAction } from "@/lib/web/open-action";
import { currentEnrolling, currentMember, currentPlace, currentSid, currentWaiting } from "@/lib/web/session";

/** How far this browser has come in signing in. */
export const signInStepAction = openAction(z.strictObject({}), async () => ok(await stepNow()));

async function stepNow(): Promise<SignInStep> {
  const waiting = await currentWaiting();
  if (waiting) return { at: "proof", email: waiting.email, kinds: waiting.kinds };
  if (await currentMember()) return { at: "member" };
  return { at: (await currentEnrolling()) ? "enrolment" : "nobody" };
}

/** The second step of signing in. */
export const passSecondFactorAction = openAction(z.strictObject({ proof: proofInput }), async ({ proof }) => {
  const sid = await currentSid();
  if (sid === null) return err({ kind: "unauthenticated" });
  const passed = await passSecondFactor(getDb(), sid, proof, await currentPlace(), passkeySite(getConfig()));
  if (!passed.ok) return passed;
  await giveSession(passed.value.sid);
  return ok(null);
});
