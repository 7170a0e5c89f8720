"use server";

import { findActors } from "@/lib/audit/find-actors";
import { findActorsInput } from "@/lib/audit/input";
import { getDb } from "@/lib/db/client";
import { memberAction } from "@/lib/web/member-action";

export const findActorsAction = memberAction(findActorsInput, (principal, input) =>
  findActors(getDb(), principal, input),
);
