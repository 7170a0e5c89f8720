"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { createToken } from "@/lib/tokens/create-token";
import { findSameName } from "@/lib/tokens/find-same-name";
import { createTokenInput, onceInput, sameNameInput } from "@/lib/tokens/input";
import { memberAction } from "@/lib/web/member-action";

const createFormInput = createTokenInput.extend({ once: onceInput });

/** Answers with the secret, the one time; nothing is revalidated here, since that would write the answer into a page. */
export const createTokenAction = memberAction(createFormInput, async (principal, { once, ...input }) => {
  const issued = await createToken(getDb(), principal, input, once);
  if (!issued.ok) return issued;
  const { token, secret } = issued.value;
  return ok({ id: token.id, name: token.name, secret: secret.reveal() });
});

/** A token of the member's that is called so already, for a note beside the field: names are not unique. */
export const sameNameAction = memberAction(sameNameInput, async (principal, { name }) =>
  ok(await findSameName(getDb(), principal, name)),
);
