import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import * as en from "@/components/messages/en";
import { refusalWords } from "@/components/ui/refusal-words";
import type { Act } from "@/components/ui/use-act";
import { noPasskeyText } from "./no-passkey-text";

/** Where passkeys work, and the action that gives a browser what it needs to ask for one. */
export type PasskeyDoor = { readonly origin: string; readonly ask: Act<PublicKeyCredentialRequestOptionsJSON> };

/** What a browser answers when it is asked for a passkey, or in words why there is none. What asks it is loaded with the first press. */
export async function askDevice({ origin, ask }: PasskeyDoor, input: unknown) {
  if (location.origin !== origin) return `${en.passkeys.elsewhere} ${origin}`;
  try {
    const asked = await ask(input);
    if (!asked.ok) return await refusalWords(asked.error);
    const { showPasskey } = await import("./device");
    const shown = await showPasskey(asked.value);
    return "why" in shown ? noPasskeyText(shown) : shown;
  } catch {
    return en.common.offline;
  }
}
