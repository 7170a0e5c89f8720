import type { IncomingMessage } from "node:http";
import type { Holder } from "@/lib/authority/holder";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import { decide } from "@/lib/policy/decide";
import { deadSentence } from "@/lib/tokens/dead-sentence";
import { groupOf } from "@/lib/usage/action-group";
import type { DoorDependencies } from "./deps";
import { failedTry } from "./failed-try";
import { presented } from "./forward";
import type { Refused } from "./otlp-answer";
import type { TelemetryIntake } from "./telemetry-intake";

/** Ruling R43. */
const SENDING = { action: "sendTelemetry", resource: "acct" };
const REALM = 'Bearer realm="latchkey"';

/**
 * Whose token sends this telemetry, if it may; its use is noted, which leaves "last used" as it is (ruling R22). Rejects when
 * the database is needed and cannot be asked.
 */
export async function senderOf(
  { authority }: DoorDependencies,
  intake: TelemetryIntake,
  request: IncomingMessage,
): Promise<Holder | Refused> {
  const secret = presented(request);
  if (secret === null) return unauthenticated("Send an access token as the Authorization header.", "");
  const holder = await authority.tokens.find(secret);
  if (holder === null || holder.dead !== null) return refuseSecret(intake, request, secret, holder);
  const allowed = decide(holder.grants, SENDING).effect === "allow";
  intake.uses.note({
    ...cameFrom(request, holder),
    channel: "telemetry",
    denied: !allowed,
    groups: [groupOf(SENDING)],
    route: null,
  });
  return allowed ? holder : FORBIDDEN;
}

const FORBIDDEN: Refused = {
  status: 403,
  message: "This access token may not send telemetry: that needs sendTelemetry on acct.",
  headers: { "www-authenticate": `${REALM}, error="insufficient_scope"` },
};

/** A dead one's holder is told why, as everywhere (ruling R18), and whoever keeps trying what does not work has to wait. */
function refuseSecret(
  { uses, limiter }: TelemetryIntake,
  request: IncomingMessage,
  secret: string,
  holder: Holder | null,
): Refused {
  if (holder?.dead) uses.noteTry({ ...cameFrom(request, holder), why: holder.dead });
  const wait = failedTry(limiter, addressOf(request), secret);
  if (wait !== null) {
    const headers = { "retry-after": String(wait) };
    return { status: 429, message: "Too many requests with secrets that do not work.", headers };
  }
  const message = holder?.dead ? deadSentence(holder.dead) : "Invalid access token";
  return unauthenticated(message, ', error="invalid_token"');
}

const unauthenticated = (message: string, error: string): Refused => ({
  status: 401,
  message,
  headers: { "www-authenticate": REALM + error },
});

function cameFrom(request: IncomingMessage, { accountId, id: tokenId, secretId }: Holder) {
  return { accountId, tokenId, secretId, address: addressOf(request), agent: request.headers["user-agent"] ?? null };
}

/** What our own front door wrote down. */
function addressOf(request: IncomingMessage): string | null {
  const address = request.headers[CLIENT_ADDRESS];
  return typeof address === "string" ? address : null;
}
