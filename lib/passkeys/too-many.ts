import type { Refusal } from "@/lib/core/refusal";
import { PASSKEYS_MAX } from "./limits";

const sentence = `You have ${PASSKEYS_MAX} passkeys, which is the most there can be. Remove one that you don't use.`;

export const tooMany: Refusal = { kind: "invalid_input", fields: { name: [sentence] } };
