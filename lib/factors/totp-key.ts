import "server-only";
import { getKeys } from "@/lib/keys/keys";
import { seal, unseal } from "@/lib/keys/seal";

type Whose = { readonly accountId: string; readonly memberId: string };

const label = ({ accountId, memberId }: Whose) => `latchkey.totp.v1\0${accountId}\0${memberId}`;

/** An app's key as it is stored: a copy of the table gives no codes, and a row that is moved to another member opens nothing. */
export const sealTotpKey = (whose: Whose, key: Uint8Array): Buffer => seal(getKeys().factorSeal, label(whose), key);

/** The key of a stored row. */
export const openTotpKey = (whose: Whose, sealed: Buffer): Buffer => unseal(getKeys().factorSeal, label(whose), sealed);
