import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import type { Act } from "@/components/ui/use-act";

/** What it takes to make a passkey: what the browser is asked, and what keeps its answer under a name. */
export type MakingActs = {
  readonly begin: Act<PublicKeyCredentialCreationOptionsJSON>;
  readonly add: Act<{ name: string }>;
};

/** What can be done to one's own passkeys. */
export type PasskeyActs = MakingActs & {
  readonly rename: Act<{ name: string }>;
  readonly remove: Act<{ name: string }>;
};
