import type { JsonSchema, RouteContract } from "./contract";

type Refused = { readonly description: string; readonly code: string; readonly message: string };

const REFUSALS: Readonly<Record<number, Refused>> = {
  400: {
    description: "Something in the request is not as it must be; the message names the field.",
    code: "invalid_request",
    message: "limit: Use a whole number from 1 to 100.",
  },
  401: {
    description: "There is no secret, or none that is alive.",
    code: "unauthorized",
    message: "Invalid access token",
  },
  403: {
    description: "The token may not do this; the message names the missing action and the resource.",
    code: "forbidden",
    message: "You need createRole on role/deployer.",
  },
  404: {
    description: "There is no such thing, or none that this token may see.",
    code: "not_found",
    message: "Invalid resource identifier",
  },
  409: {
    description: "It does not go with how things are: a key that is taken, a role in use, the last Owner.",
    code: "conflict",
    message: "A role with the key deployer exists already.",
  },
  413: {
    description: "The body is larger than 256 KiB.",
    code: "request_too_large",
    message: "The body is larger than 256 KiB.",
  },
  422: {
    description: "A patch does not fit: what it tests or takes away is not there. Nothing was changed.",
    code: "patch_failed",
    message: "The patch could not be applied at /description.",
  },
  429: {
    description: "Too many requests for now.",
    code: "rate_limited",
    message: "Too many requests. Wait a moment and try again.",
  },
  503: {
    description: "The database cannot be reached.",
    code: "service_unavailable",
    message: "The database cannot be reached. Try again in a few seconds.",
  },
};

const ID = "6b1f0c6e-8f0a-4f0e-9a37-0d1c2b3a4f5e";
const text: JsonSchema = { type: "string" };
const seconds: JsonSchema = { type: "integer", minimum: 0 };

const HEADERS: Readonly<Record<number, JsonSchema>> = {
  401: { "WWW-Authenticate": { description: "How to come back.", schema: text } },
  429: {
    "Retry-After": { description: "Seconds to wait.", schema: seconds },
    "X-Ratelimit-Reset": { description: "When there are calls again, in epoch milliseconds.", schema: seconds },
  },
  503: { "Retry-After": { description: "Seconds to wait.", schema: seconds } },
};

/** The refusals that a route may answer with. */
export function refusalsOf({ open, body, page }: RouteContract): JsonSchema {
  const always = open ? [400, 503] : [400, 401, ...(body ? [413] : []), 429, 503];
  const statuses = [...new Set([...always, ...page.refuses])].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}

/** Every refusal once, to be referred to. */
export function refusalComponents(): JsonSchema {
  const entries = Object.entries(REFUSALS).map(([status, { description, code, message }]) => {
    const headers = HEADERS[Number(status)];
    const content = { schema: { $ref: "#/components/schemas/Problem" }, example: { code, message, id: ID } };
    return [status, { description, ...(headers ? { headers } : {}), content: { "application/json": content } }];
  });
  return Object.fromEntries(entries);
}
