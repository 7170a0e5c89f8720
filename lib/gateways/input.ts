import { z } from "zod";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { GATEWAY_NAME_MAX } from "./limits";

export const createGatewayInput = z.strictObject({
  name: z
    .string()
    .trim()
    .normalize("NFC")
    .min(1, "Give the gateway a name.")
    .max(GATEWAY_NAME_MAX, `Keep the name under ${GATEWAY_NAME_MAX} characters.`)
    .refine(isPlainText, "Leave out control characters.")
    .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name."),
  asksBy: z.enum(["names", "routes"]).default("names"),
});
export type CreateGatewayInput = z.input<typeof createGatewayInput>;

export const revokeGatewayInput = z.strictObject({ id: z.string().max(24) });
export type RevokeGatewayInput = z.output<typeof revokeGatewayInput>;
