import "server-only";
import { cookies } from "next/headers";
import { getConfig } from "@/lib/config/config";
import { CONFIRMED, type IssuerProofWhy, NOT_CONFIRMED } from "@/lib/proofs/view";
import { proofCookie } from "./auth-cookies";
import { ownPath } from "./own-path";
import { isSecure } from "./session-cookie";

/** A way to the issuer and back, on which somebody who is signed in proves again who they are; `next` is the page that they left. */
export type ProofFlow = { readonly ticket: string; readonly next: string };

const TICKET = /^[A-Za-z0-9_-]{1,100}$/;

/** Whether a form that asks to be led to the issuer is for such a proof, and which. What else it holds is next-auth's to read. */
export async function askedFlow(request: Request): Promise<ProofFlow | null> {
  const form = await request
    .clone()
    .formData()
    .catch(() => null);
  const [ticket, next] = [form?.get("proof"), form?.get("callbackUrl")];
  return typeof ticket === "string" && TICKET.test(ticket) ? { ticket, next: ownPath(String(next)) } : null;
}

/** As the browser keeps it meanwhile. Nothing in it is a secret, and nothing in it is believed: the ticket shows by itself what it is. */
export const kept = ({ ticket, next }: ProofFlow) => `${ticket}.${Buffer.from(next).toString("base64url")}`;

/** The proof for which this browser was led to the issuer, if it was for one. */
export async function currentFlow(): Promise<ProofFlow | null> {
  const [ticket = "", next = ""] = (await cookies()).get(proofCookie(isSecure()))?.value.split(".") ?? [];
  return TICKET.test(ticket) ? { ticket, next: ownPath(Buffer.from(next, "base64url").toString()) } : null;
}

/** The page that they left, with what came of the proof. */
export function backTo({ next }: ProofFlow, why: IssuerProofWhy | null): string {
  return `${getConfig().publicOrigin ?? ""}${next}${why === null ? CONFIRMED : NOT_CONFIRMED + why}`;
}

/** The same by where next-auth would lead: to the page for signing in if it came to no end, and to the page that they left if all is well. */
export function whereBack(flow: ProofFlow, to: string): string {
  if (to.includes(NOT_CONFIRMED)) return to;
  const { pathname } = new URL(to, "http://latchkey.invalid");
  return backTo(flow, /^\/(sign-in|api\/auth)(\/|$)/.test(pathname) ? "unfinished" : null);
}
