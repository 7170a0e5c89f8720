import type { IncomingMessage, ServerResponse } from "node:http";
import { type Holder, subjectOf } from "@/lib/authority/holder";
import { revokePresented } from "@/lib/tokens/revoke-presented";
import { type ClientCredentials, clientCredentials } from "./client-credentials";
import type { DoorDependencies } from "./deps";
import { failedTry } from "./failed-try";
import { gatewayOf } from "./gateway-json";
import { readText } from "./read-body";
import { answerEmpty, answerJson, RETRY } from "./reply";

const MOST = 16 * 1024;
const BASIC = { "www-authenticate": 'Basic realm="latchkey", charset="UTF-8"' };
const BEARER = { "www-authenticate": 'Bearer realm="latchkey", error="invalid_token"' };

type Asked = { readonly token: string; readonly client: ClientCredentials | "none" };

/** RFC 7662: whether a token is alive and whose it is, for a gateway of the same account. */
export async function introspect(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
  issuer: string,
): Promise<void> {
  const asked = await readAsked(request, response);
  if (!asked) return;
  const { authority, note } = dependencies;
  const { client } = asked;
  const gateway = client === "none" ? null : await gatewayOf(dependencies, client);
  if (client === "none" || gateway === null) return refuseClient(response, client);
  dependencies.noteCall?.(gateway);
  const holder = await authority.tokens.find(asked.token);
  // Dead, foreign or unknown are one answer: nobody learns by asking what there was.
  if (holder === null || holder.dead !== null || holder.accountId !== gateway.accountId)
    return answerJson(response, 200, { active: false });
  await note(request, { holder, allowed: true, asked: null });
  answerJson(response, 200, liveAnswer(holder, issuer));
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

/** `scopes` says the same as an array, since some relying parties compare `scope` only as a whole (wire 2). */
function liveAnswer(holder: Holder, issuer: string) {
  const { id, scopes, createdAt, expiresAt } = holder;
  return {
    active: true,
    scope: scopes.join(" "),
    scopes,
    client_id: id,
    token_type: "Bearer",
    ...(expiresAt === null ? {} : { exp: seconds(expiresAt) }),
    iat: seconds(createdAt),
    sub: subjectOf(holder),
    iss: issuer,
    jti: id,
  };
}

/** RFC 7009: ends the token that is presented. Having it is enough; a client that names itself must be known. */
export async function revoke(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
  origin: { readonly ip: string | null; readonly requestId: string | null },
): Promise<void> {
  const asked = await readAsked(request, response);
  if (!asked) return;
  if (asked.client !== "none" && !(await gatewayOf(dependencies, asked.client)))
    return refuseClient(response, asked.client);
  const came = await revokePresented(dependencies.db, asked.token, origin);
  // Nobody has to prove anything here: whoever only guesses has to wait, and one that has a token ends it all the same.
  const { limiter } = dependencies;
  const wait = came === "unknown" && limiter ? failedTry(limiter, origin.ip, asked.token) : null;
  if (wait !== null) return answerEmpty(response, 429, { "retry-after": String(wait) });
  answerEmpty(response, 200);
}

/** RFC 8414, as far as there is something to say. */
export function metadata(response: ServerResponse, issuer: string): void {
  const methods = ["client_secret_basic", "client_secret_post"];
  answerJson(response, 200, {
    issuer,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    introspection_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    response_types_supported: [],
  });
}

async function readAsked(request: IncomingMessage, response: ServerResponse): Promise<Asked | null> {
  const invalid = () => void answerJson(response, 400, { error: "invalid_request" });
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const text = type === "application/x-www-form-urlencoded" ? await readText(request, MOST) : null;
  if (text === null) return invalid() ?? null;
  const form = new URLSearchParams(text);
  const tokens = form.getAll("token");
  const client = clientCredentials(request.headers.authorization, form);
  if (tokens.length !== 1 || !tokens[0] || client === "twice") return invalid() ?? null;
  if (client === "malformed") return refuseClient(response, "none") ?? null;
  return { token: tokens[0], client };
}

function refuseClient(response: ServerResponse, client: ClientCredentials | "none"): void {
  const bearer = client !== "none" && client.id === null;
  answerJson(response, 401, { error: bearer ? "invalid_token" : "invalid_client" }, bearer ? BEARER : BASIC);
}

/** The database cannot be asked: not `active: false`, which a caller might believe. */
export function unavailable(response: ServerResponse): void {
  answerJson(response, 503, { error: "temporarily_unavailable" }, RETRY);
}
