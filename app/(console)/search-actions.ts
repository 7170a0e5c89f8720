"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { findEverywhere } from "@/lib/search/find-everywhere";
import { searchInput } from "@/lib/search/input";
import { memberAction } from "@/lib/web/member-action";

export const searchAction = memberAction(searchInput, async (principal, input) =>
  ok(await findEverywhere(getDb(), principal, input)),
);
