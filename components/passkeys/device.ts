import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

/** Why there is no passkey: nobody chose or unlocked one, this browser knows none of the kind, or the device has one already. */
export type NoPasskey = { readonly why: "left" | "unknown_here" | "there_already" };

/** Has the browser ask for a passkey, and answers with what it says; loaded when somebody wants that. */
export async function showPasskey(options: PublicKeyCredentialRequestOptionsJSON) {
  try {
    const { id, response } = await startAuthentication({ optionsJSON: options });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    return { id, clientDataJSON, authenticatorData, signature, ...(userHandle === undefined ? {} : { userHandle }) };
  } catch (error) {
    return reasonOf(error);
  }
}

/** Has the browser make a passkey. */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON) {
  try {
    const { id, response } = await startRegistration({ optionsJSON: options });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return { id, clientDataJSON, attestationObject, transports };
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): NoPasskey {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return { why: "there_already" };
  return { why: name === "NotAllowedError" || name === "AbortError" ? "left" : "unknown_here" };
}
