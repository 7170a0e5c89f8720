import { z } from "zod";
import { codeInput } from "@/lib/factors/input";
import { assertionInput } from "@/lib/passkeys/input";

/** What proves once more who sits at a session: as much as signing in takes. By the issuer is a way of its own, which leads through it. */
export const proveAgainInput = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("password"), password: z.string().min(1).max(256), proof: codeInput.optional() }),
  z.strictObject({ way: z.literal("passkey"), assertion: assertionInput }),
]);
export type ProveAgainInput = z.output<typeof proveAgainInput>;
export type ByPassword = Extract<ProveAgainInput, { way: "password" }>;
