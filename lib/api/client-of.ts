import type { Context } from "hono";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import type { ApiEnv } from "./context";

/** What our own front door wrote down about the caller: on the node request, out of reach of the caller's headers. */
export function clientOf(c: Context<ApiEnv>): string | null {
  const address = c.env?.incoming?.headers[CLIENT_ADDRESS];
  return typeof address === "string" ? address : null;
}
