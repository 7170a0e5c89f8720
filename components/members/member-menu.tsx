import { KeySquare, Link as LinkIcon, MailX, ShieldOff, UserRoundCog, UserX } from "lucide-react";
import * as en from "@/components/messages/en";
import type { MenuItem } from "@/components/ui/menu";
import type { Looker, ManagedMember } from "./member-actions";

/** Which dialog an item opens. */
export type MemberDialog = "rights" | "renew" | "withdraw" | "pass" | "factor" | "remove";

const ICON = "size-4 text-text-muted";

/**
 * What can be done with a member. What the viewer could do with another member, but not with this one, stands there with
 * the reason; somebody who manages nobody gets nothing.
 */
export function memberItems(
  { member, permissions }: ManagedMember,
  { memberId, soleOwnerId }: Looker,
  open: (dialog: MemberDialog) => void,
): MenuItem[] {
  const { changeRole, assignRoles, setAttributes, remove, renew, pass, resetFactor, rolesToGive } = permissions;
  const rights = changeRole || assignRoles || setAttributes;
  const manages = rights || remove || resetFactor || rolesToGive.length > 0;
  const owners = member.baseRole === "owner";
  if (!manages || (!rights && !remove && !resetFactor && !owners)) return [];
  const resettable = member.secondFactor && member.id !== memberId; // one's own is changed on the account page
  const sole = member.id === soleOwnerId;
  const reason = owners && !rights ? en.members.ownersOnly : sole ? en.members.lastOwner : en.members.notYours;
  const when = (allowed: boolean) => (allowed ? {} : { reason });
  const item = (dialog: MemberDialog, label: string, Icon: typeof UserX, allowed: boolean): MenuItem => ({
    label,
    icon: <Icon aria-hidden className={dialog === "remove" || dialog === "withdraw" ? "size-4" : ICON} />,
    danger: dialog === "remove" || dialog === "withdraw",
    ...when(allowed),
    onSelect: () => open(dialog),
  });
  return [
    item("rights", en.members.rights, UserRoundCog, rights),
    ...(pass ? [item("pass", en.members.pass, KeySquare, true)] : []),
    ...(resettable ? [item("factor", en.members.resetFactor, ShieldOff, resetFactor)] : []),
    ...(member.joined ? [] : [item("renew", en.members.newLink, LinkIcon, renew)]),
    member.joined
      ? item("remove", en.members.remove, UserX, remove && !sole)
      : item("withdraw", en.members.withdraw, MailX, remove),
  ];
}
