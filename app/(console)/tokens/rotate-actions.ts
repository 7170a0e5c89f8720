"use server";

import { err, ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { rotateTokenInput } from "@/lib/tokens/input";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { memberAction } from "@/lib/web/member-action";
import { told } from "./told";

/** Answers with the new secret, the one time; nothing is revalidated here, since that would write the answer into a page. */
export const rotateTokenAction = memberAction(rotateTokenInput, async (principal, input) => {
  const rotated = await rotateToken(getDb(), principal, input);
  if (!rotated.ok) return err(await told(principal, input.id, rotated.error));
  const { token, secret } = rotated.value;
  const { id, name, kind, expiresAt, oldSecret } = token;
  return ok({ id, name, kind, expiresAt, oldUntil: oldSecret?.until ?? null, secret: secret.reveal() });
});
