import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import type { Act } from "@/components/ui/use-act";

/** What can be done to one's own passkeys. */
export type PasskeyActs = {
  readonly begin: Act<PublicKeyCredentialCreationOptionsJSON>;
  readonly add: Act<{ name: string }>;
  readonly rename: Act<{ name: string }>;
  readonly remove: Act<{ name: string }>;
};
