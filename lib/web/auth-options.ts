import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import type { Refusal } from "@/lib/core/refusal";
import type { Result } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { leaveSignIn } from "@/lib/factors/leave-sign-in";
import { CLIENT_ADDRESS, REQUEST_ID } from "@/lib/http/client-address";
import { getKeys } from "@/lib/keys/keys";
import { getLog } from "@/lib/log/log";
import { passkeySignInInput } from "@/lib/passkeys/input";
import { signInWithPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import { passkeySite } from "@/lib/passkeys/site";
import type { Begun, Place } from "@/lib/sessions/begin-session";
import { endSession } from "@/lib/sessions/end-session";
import { findSession } from "@/lib/sessions/find-session";
import { signIn } from "@/lib/sessions/sign-in";
import { otherCookies } from "./auth-cookies";
import { authLog } from "./auth-log";
import { byIssuer } from "./by-issuer";
import { OIDC, oidcProvider } from "./oidc-provider";
import { ownPath } from "./own-path";
import { COOKIE_SECONDS, readSid, SEAL_SECONDS, sessionCookieName, sessionCookieOptions } from "./session-cookie";

declare module "next-auth" {
  interface User {
    sid: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
  }
}

const credentials = z.object({ email: z.string().max(254), password: z.string().max(1024) });

/**
 * next-auth's settings. Its cookie seals an opaque id and nothing else; the row in `sessions` decides what
 * it stands for, so that ending a session needs nobody's cookie. `anew` is for somebody who goes to the issuer to prove again who they are.
 */
export function authOptions({ anew = false } = {}): NextAuthOptions {
  const options = sessionCookieOptions();
  const { oidc } = getConfig();
  return {
    secret: getKeys().session,
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS },
    jwt: { maxAge: SEAL_SECONDS },
    useSecureCookies: options.secure,
    cookies: { sessionToken: { name: sessionCookieName(), options }, ...otherCookies(options.secure) },
    logger: authLog,
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (given, request) => {
          const input = credentials.safeParse(given);
          if (!input.success) throw new Error("wrong_password");
          const place = await placeOf(request.headers);
          return begun(await unbroken(signIn(getDb(), input.data, place)));
        },
      }),
      CredentialsProvider({
        id: "passkey",
        credentials: {},
        authorize: async (given, request) => {
          const site = passkeySite(getConfig());
          const input = passkeySignInInput.safeParse(given);
          if (!("rpId" in site) || !input.success) throw new Error("passkey_refused");
          const place = await placeOf(request.headers);
          return begun(await unbroken(signInWithPasskey(getDb(), site, input.data, place)));
        },
      }),
      ...(oidc ? [oidcProvider(oidc, { anew })] : []),
    ],
    callbacks: {
      signIn: async ({ user, account, profile }) =>
        account?.provider === OIDC && oidc ? byIssuer(user as User, profile, oidc) : true,
      // What a client posts as a session update is never looked at.
      jwt: ({ token, user }) => (user ? { sid: user.sid } : token.sid === undefined ? {} : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }), // the id is no script's to know
      redirect: ({ url, baseUrl }) =>
        `${baseUrl}${ownPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url)}`,
    },
    events: {
      signOut: async ({ token }) => {
        const found =
          token?.sid === undefined ? null : await findSession(getDb(), token.sid, { ip: null, requestId: null });
        if (found) await endSession(getDb(), found.principal, found.sessionId, "signed_out");
        else if (token?.sid !== undefined) await leaveSignIn(getDb(), token.sid);
      },
    },
  };
}

async function placeOf(headers: unknown): Promise<Place> {
  const header = (name: string) => String((headers as Record<string, unknown> | undefined)?.[name] ?? "");
  return {
    ip: header(CLIENT_ADDRESS) || null,
    userAgent: header("user-agent"),
    requestId: header(REQUEST_ID) || null,
    replaces: await readSid(),
  };
}

/** What broke is the log's to know: next-auth writes the words of an error into an address. */
function unbroken<T>(trying: Promise<T>): Promise<T> {
  return trying.catch((error: unknown) => {
    getLog().error({ err: error }, "a sign-in broke off");
    throw new Error("unavailable");
  });
}

function begun(answer: Result<Begun, Refusal>) {
  if (!answer.ok) throw new Error(reason(answer.error)); // travels as the answer's `error`
  return { id: answer.value.memberId, sid: answer.value.sid.reveal() };
}

function reason(refusal: Refusal): string {
  return refusal.kind === "too_many_tries" ? `too_many_tries:${refusal.seconds}` : refusal.kind;
}
