"use client";

import * as en from "@/components/messages/en";
import type { PermissionMatrix } from "@/lib/policy/matrix";
import { KindList } from "./kind-list";
import { allowedKinds } from "./why";

/** What is allowed, in words: a line for each kind of resource. */
export function AbilityList({ rows }: { rows: PermissionMatrix }) {
  const kinds = allowedKinds(rows);
  return kinds.length === 0 ? <p className="text-text-subtle">{en.access.nothing}</p> : <KindList kinds={kinds} />;
}
