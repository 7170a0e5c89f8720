import type { BaseRole } from "@/lib/core/base-role";

/** What a search across the console finds: names to go to, at most `FOUND_MAX` of each kind. */
export type Found = {
  tokens: { id: string; name: string; kind: "personal" | "service"; secretTail: string; ended: boolean }[];
  roles: { key: string; name: string }[];
  members: { id: string; name: string; email: string; baseRole: BaseRole }[];
};
