"use server";

import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { endOverlap } from "@/lib/tokens/end-overlap";
import { listCaretakers, nameCaretaker } from "@/lib/tokens/hand-over";
import {
  nameCaretakerInput,
  pauseTokenInput,
  revokeTokenInput,
  tokenIdInput,
  updateTokenInput,
} from "@/lib/tokens/input";
import { pauseToken } from "@/lib/tokens/pause-token";
import { resumeToken } from "@/lib/tokens/resume-token";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { updateToken } from "@/lib/tokens/update-token";
import type { TokenView } from "@/lib/tokens/view";
import { memberAction } from "@/lib/web/member-action";
import { told } from "./told";

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

export const nameCaretakerAction = memberAction(nameCaretakerInput, async (principal, input) =>
  named(principal, input, await nameCaretaker(getDb(), principal, input)),
);

export const listCaretakersAction = memberAction(tokenIdInput, (principal, { id }) =>
  listCaretakers(getDb(), principal, id),
);

async function named(principal: Principal, { id }: { id: string }, changed: Result<TokenView, Refusal>) {
  return changed.ok ? ok({ name: changed.value.name || id }) : err(await told(principal, id, changed.error));
}
