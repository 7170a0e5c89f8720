"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { countChangesSince } from "@/lib/tokens/list/count-changes-since";
import { facetCounts } from "@/lib/tokens/list/facet-counts";
import { pauseTokens } from "@/lib/tokens/list/pause-tokens";
import { previewBulk } from "@/lib/tokens/list/preview-bulk";
import { revokeTokens } from "@/lib/tokens/list/revoke-tokens";
import { bulkInput, changesSinceInput, facetInput, tokenSelectionInput } from "@/lib/tokens/list-input";
import { memberAction } from "@/lib/web/member-action";

export const facetAction = memberAction(facetInput, async (principal, input) =>
  ok(await facetCounts(getDb(), principal, input)),
);

export const countChangesAction = memberAction(changesSinceInput, async (principal, input) =>
  ok(await countChangesSince(getDb(), principal, input)),
);

export const previewBulkAction = memberAction(tokenSelectionInput, async (principal, input) =>
  ok(await previewBulk(getDb(), principal, input)),
);

export const revokeTokensAction = memberAction(bulkInput, (principal, input) =>
  revokeTokens(getDb(), principal, input),
);

export const pauseTokensAction = memberAction(bulkInput, (principal, input) => pauseTokens(getDb(), principal, input));
