import * as en from "@/components/messages/en";
import type { NoPasskey } from "./device";

/** Why a browser came back without a passkey, in words. */
export function noPasskeyText({ why }: NoPasskey): string {
  return { left: en.passkeys.left, there_already: en.passkeys.thereAlready, unknown_here: en.passkeys.unknownHere }[
    why
  ];
}
