import type { Context } from "hono";
import type { Verdict } from "@/lib/limits/limiter";
import { answerProblem } from "./answer";
import type { ApiEnv, Caller } from "./context";

/** Tells the caller how many more there are (semantics 4.1), and answers 429 if there are none. */
export function limited(c: Context<ApiEnv>, verdict: Verdict | null, scope: "Global" | "Route"): Response | null {
  if (!verdict) return null;
  c.header(`x-ratelimit-${scope.toLowerCase()}-remaining`, String(verdict.remaining));
  if (!verdict.allowed) return tooMany(c, verdict.resetIn);
  c.header("x-ratelimit-reset", String(instantIn(verdict.resetIn)));
  return null;
}

/** By the clock on the wall, which is the one that clients compare with. */
const instantIn = (milliseconds: number) => Math.ceil(Date.now() + milliseconds);

/** The 429 of whoever has to wait for so many milliseconds; in seconds too, for clients that know no more than HTTP. */
export function tooMany(c: Context<ApiEnv>, wait: number): Response {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  const message = `Too many requests. Try again in ${seconds} second${seconds === 1 ? "" : "s"}.`;
  return answerProblem(c, {
    status: 429,
    code: "rate_limited",
    message,
    headers: { "retry-after": String(seconds), "x-ratelimit-reset": String(instantIn(wait)) },
  });
}

/** Who answers for a token that is made, and is counted for it. */
export const makerOf = ({ principal, tokenId }: Caller): string => principal.answersFor ?? tokenId;
