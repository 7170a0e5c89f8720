"use client";

import dynamic from "next/dynamic";
import type { DialogProps, RoleOffer } from "./member-actions";
import type { MemberDialog } from "./member-menu";

const RightsDialog = dynamic(() => import("./rights-dialog").then((late) => late.RightsDialog), { ssr: false });
const RemoveDialog = dynamic(() => import("./remove-dialog").then((late) => late.RemoveDialog), { ssr: false });
const PassDialog = dynamic(() => import("./pass-dialog").then((late) => late.PassDialog), { ssr: false });
const ResetFactorDialog = dynamic(() => import("./reset-factor-dialog").then((late) => late.ResetFactorDialog), {
  ssr: false,
});
const RenewDialog = dynamic(() => import("./invitation-dialogs").then((late) => late.RenewDialog), { ssr: false });
const WithdrawDialog = dynamic(() => import("./invitation-dialogs").then((late) => late.WithdrawDialog), {
  ssr: false,
});

/** The dialog that is open on a member; each is loaded when it is first opened. */
export function MemberDialogs({
  dialog,
  offers,
  ...props
}: DialogProps & { dialog: MemberDialog; offers: readonly RoleOffer[] }) {
  switch (dialog) {
    case "rights":
      return <RightsDialog {...props} offers={offers} />;
    case "remove":
      return <RemoveDialog {...props} />;
    case "pass":
      return <PassDialog {...props} />;
    case "factor":
      return <ResetFactorDialog {...props} />;
    case "renew":
      return <RenewDialog {...props} />;
    case "withdraw":
      return <WithdrawDialog {...props} />;
  }
}
