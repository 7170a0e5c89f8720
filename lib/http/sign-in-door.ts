import type { IncomingMessage, ServerResponse } from "node:http";
import { CLIENT_ADDRESS } from "./client-address";

/** Who lets tries to sign in through; `seconds` is how long to wait with the next. */
export type SignInTries = {
  enter(
    address: string,
  ): Promise<{ readonly leave: (signedIn: boolean) => void } | { readonly error: string; readonly seconds: number }>;
};

const LONGEST_BODY = 16_000; // bytes, which any stream holds before it is read; a passkey's answer has some 2 000
const TRY = /^\/api\/auth\/callback\/(?:credentials|passkey)(?:[?]|$)/;

/** Whether a request is a try to sign in. */
export const isSignInTry = (request: IncomingMessage): boolean =>
  request.method === "POST" && TRY.test(request.url ?? "");

/**
 * Lets a try to sign in through in its turn, or answers it as next-auth answers one that failed. Resolves with whether it goes
 * on; it has left when its answer has been sent, or nobody waits for one any more. A turn begins when all of the try has arrived: nobody
 * holds others up by sending slowly.
 */
export async function signInTurn(
  tries: SignInTries,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const length = request.headers["content-length"];
  if (length === undefined || Number(length) > LONGEST_BODY) {
    response.writeHead(length === undefined ? 411 : 413, { connection: "close" }).end();
    return false;
  }
  if (!(await hasArrived(request))) return false;
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

/** Waits for the whole body without taking any of it; false if it never comes, for which the server's own bounds see. */
function hasArrived(request: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (!request.complete && !request.destroyed) return;
      request.off("readable", look).off("close", look);
      resolve(request.complete);
    };
    request.on("readable", look).on("close", look);
    look();
  });
}
