import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { FoundGateway } from "@/lib/gateways/find-gateway";
import { type ClientCredentials, clientCredentials } from "./client-credentials";
import type { DoorDependencies } from "./deps";
import { readText } from "./read-body";
import { answerProblem, type Headers } from "./reply";

const CHALLENGE = { "www-authenticate": 'Bearer realm="latchkey"' };

/** The secret by which a gateway proves itself, as it was sent; null if none was. */
export function credentialOf(request: IncomingMessage): string | null {
  const client = clientCredentials(request.headers.authorization);
  return typeof client === "string" ? null : client.secret;
}

/** The living gateway with that secret; null if there is none, or it is another than the one that is named. */
export async function gatewayOf(
  { authority }: Pick<DoorDependencies, "authority">,
  { id, secret }: ClientCredentials,
): Promise<FoundGateway | null> {
  const gateway = await authority.gateways.find(secret);
  return gateway !== null && (id === null || id === gateway.id) ? gateway : null;
}

/** The living gateway that asks, whose call is counted; null if there is none, which is then answered. */
export async function knownGateway(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Headers = {},
): Promise<FoundGateway | null> {
  const client = clientCredentials(request.headers.authorization);
  const gateway = typeof client === "string" ? null : await gatewayOf(dependencies, client);
  if (gateway === null) refuseGateway(response, headers);
  else dependencies.noteCall?.(gateway);
  return gateway;
}

export function refuseGateway(response: ServerResponse, headers: Headers = {}): void {
  const detail = "Present a gateway's credential as a bearer.";
  answerProblem(response, 401, { title: "Unauthorized", detail }, { ...headers, ...CHALLENGE });
}

/** A body of JSON that is what the schema says; null if not, which is then answered. */
export async function readJson<S extends z.ZodType>(
  schema: S,
  most: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<z.output<S> | null> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const text = type === "application/json" ? await readText(request, most) : null;
  const parsed = schema.safeParse(text === null ? undefined : parsedJson(text));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path }) => ({ pointer: `/${path.map(String).join("/")}` }));
  const detail = "Send JSON as application/json, with the members that are asked for.";
  answerProblem(response, 400, { title: "Bad Request", detail, errors });
  return null;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
