"use server";

import { getDb } from "@/lib/db/client";
import { confirmSecret } from "@/lib/tokens/confirm-secret";
import { tokenIdInput } from "@/lib/tokens/input";
import { memberAction } from "@/lib/web/member-action";

export const confirmSecretAction = memberAction(tokenIdInput, (principal, { id }) =>
  confirmSecret(getDb(), principal, id),
);
