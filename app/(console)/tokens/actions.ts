"use server";

import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { endOverlap } from "@/lib/tokens/end-overlap";
import { whyNotLiving } from "@/lib/tokens/ended-since";
import {
  pauseTokenInput,
  revokeTokenInput,
  rotateTokenInput,
  tokenIdInput,
  updateTokenInput,
} from "@/lib/tokens/input";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { updateToken } from "@/lib/tokens/update-token";
import type { TokenView } from "@/lib/tokens/view";
import { memberAction } from "@/lib/web/member-action";

export const revokeTokenAction = memberAction(revokeTokenInput, async (principal, input) =>
  named(principal, input, await revokeToken(getDb(), principal, input)),
);

export const pauseTokenAction = memberAction(pauseTokenInput, async (principal, input) =>
  named(principal, input, await pauseToken(getDb(), principal, input)),
);

export const resumeTokenAction = memberAction(pauseTokenInput, async (principal, input) =>
  named(principal, input, await resumeToken(getDb(), principal, input)),
);

export const updateTokenAction = memberAction(updateTokenInput, async (principal, input) =>
  named(principal, input, await updateToken(getDb(), principal, input)),
);

export const endOldSecretAction = memberAction(tokenIdInput, async (principal, input) =>
  named(principal, input, await endOverlap(getDb(), principal, input.id)),
);

/** Answers with the new secret, the one time; nothing is revalidated here, since that would write the answer into a page. */
export const rotateTokenAction = memberAction(rotateTokenInput, async (principal, input) => {
  const rotated = await rotateToken(getDb(), principal, input);
  if (!rotated.ok) return told(principal, input, rotated.error);
  const { token, secret } = rotated.value;
  const { id, name, kind, expiresAt, oldSecret } = token;
  return ok({ id, name, kind, expiresAt, oldUntil: oldSecret?.until ?? null, secret: secret.reveal() });
});

async function named(principal: Principal, { id }: { id: string }, changed: Result<TokenView, Refusal>) {
  return changed.ok ? ok({ name: changed.value.name || id }) : told(principal, { id }, changed.error);
}

/** A refusal, and where somebody ended the token meanwhile, that. */
async function told(principal: Principal, { id }: { id: string }, refusal: Refusal) {
  return err(refusal.kind === "not_found" ? await whyNotLiving(getDb(), principal, id) : refusal);
}
