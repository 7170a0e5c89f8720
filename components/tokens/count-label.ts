import type { Counted } from "@/lib/tokens/list-view";

/** "340", or "1,000+" where nobody counted on. */
export function countLabel({ n, capped }: Counted): string {
  return `${n.toLocaleString("en")}${capped ? "+" : ""}`;
}
