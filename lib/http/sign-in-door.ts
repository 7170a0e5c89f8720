import type { IncomingMessage, ServerResponse } from "node:http";
import { CLIENT_ADDRESS } from "./client-address";

/** Who lets tries to sign in through; `seconds` is how long to wait with the next. */
export type SignInTries = {
  enter(
    address: string,
  ): Promise<{ readonly leave: (signedIn: boolean) => void } | { readonly error: string; readonly seconds: number }>;
};

const TRY = /^\/api\/auth\/callback\/(?:credentials|passkey)(?:[?]|$)/;

/** Whether a request is a try to sign in. */
export const isSignInTry = (request: IncomingMessage): boolean =>
  request.method === "POST" && TRY.test(request.url ?? "");

/**
 * Lets a try to sign in through in its turn, or answers it as next-auth answers one that failed. Resolves with whether it goes
 * on; it has left when its answer has been sent, or nobody waits for one any more.
 */
export async function signInTurn(
  tries: SignInTries,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const entered = await tries.enter(String(request.headers[CLIENT_ADDRESS] ?? ""));
  if ("error" in entered) {
    response.writeHead(429, { "content-type": "application/json", "retry-after": String(entered.seconds) });
    response.end(JSON.stringify({ url: `/sign-in?error=${encodeURIComponent(entered.error)}` }));
    return false;
  }
  const leave = () => entered.leave(response.writableFinished && response.statusCode < 400);
  if (response.closed) leave();
  else response.once("close", leave);
  return !response.closed;
}
