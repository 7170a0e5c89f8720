import { memberPageInput } from "@/lib/members/list-input";
import type { ListAddress } from "./list-address";

/** An address as what may be asked of the server; apart, since what parses weighs more than all addresses. */
export function askedOf({ q, role, status, factor, sort, after, before }: ListAddress) {
  const place = after === null ? (before === null ? {} : { before }) : { after };
  return memberPageInput.parse({ q, role, status, factor, sort, ...place });
}
