import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { decide, decideGrant } from "@/lib/policy/decide";
import type { AccessRequest } from "@/lib/policy/statement";
import type { Principal } from "./principal";

/** Whether every grant of the principal allows the request (ruling R3). */
export function may(principal: Principal, request: AccessRequest): boolean {
  const allowed = decide(principal.grants, request).effect === "allow";
  if (allowed) note(principal.origin.allowed, request);
  return allowed;
}

/** A list asks about each of its rows: the first few say what was needed. */
const NOTED = 16;

function note(noted: AccessRequest[] | undefined, request: AccessRequest): void {
  if (noted && noted.length < NOTED) noted.push(request);
}

/** The same as a refusal that names the missing action and resource (ruling R23). */
export function authorize(principal: Principal, request: AccessRequest): Result<null, Refusal> {
  return may(principal, request) ? ok(null) : err({ kind: "forbidden", ...request });
}

/**
 * Whether a signed-in member may manage a thing of their own: yes unless a statement denies it and nothing
 * allows it (ruling R8). A token never gets this courtesy, not even for itself.
 */
export function mayManageOwn(principal: Principal, request: AccessRequest): boolean {
  if (principal.actor.kind !== "session") return may(principal, request);
  return principal.grants.every((grant) => {
    const decision = decideGrant(grant, request);
    return decision.effect === "allow" || decision.by === null;
  });
}
