/** How a try to sign in ended. */
export type SignInAnswer =
  | { ok: true }
  | { ok: false; reason: "wrong_password" | "password_locked" | "busy" | "offline" }
  | { ok: false; reason: "wait"; seconds: number };

/** Signs in with next-auth's own two requests; its browser package would weigh more than this page. */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  try {
    return await send("credentials", { email, password, csrfToken: await csrfToken() });
  } catch {
    return { ok: false, reason: "offline" };
  }
}

/**
 * Where the issuer signs people in, to be followed there; `next` is a path of this site to come back to. `proof` is the ticket of somebody
 * who is signed in and proves there again who they are.
 */
export async function askIssuer(
  next: string,
  proof: { readonly proof?: string } = {},
): Promise<{ to: string } | "unreachable" | "offline"> {
  try {
    const body = new URLSearchParams({ csrfToken: await csrfToken(), callbackUrl: next, json: "true", ...proof });
    const answer = await fetch("/api/auth/signin/oidc", { method: "POST", body });
    const { url } = (await answer.json()) as { url: string };
    return new URL(url, location.origin).origin === location.origin ? "unreachable" : { to: url };
  } catch {
    return "offline";
  }
}

/** Sends what proves who is there to the door of that way of signing in, with the token that this browser was given for it. */
export async function send(
  way: "credentials" | "passkey",
  proof: { readonly csrfToken: string } & Readonly<Record<string, string>>,
): Promise<SignInAnswer> {
  const body = new URLSearchParams({ ...proof, json: "true", redirect: "false" });
  const answer = await fetch(`/api/auth/callback/${way}`, { method: "POST", body });
  if (answer.ok) return { ok: true };
  const { url = "" } = (await answer.json()) as { url?: string };
  return refused(new URL(url, location.origin).searchParams.get("error") ?? "");
}

/** Ends this session on the server and in the browser. */
export async function signOut(): Promise<void> {
  const body = new URLSearchParams({ csrfToken: await csrfToken(), json: "true" });
  await fetch("/api/auth/signout", { method: "POST", body });
}

/** The token that a form of this browser is sent with; its other half is in a cookie that no script reads. */
export async function csrfToken(): Promise<string> {
  const answer = await fetch("/api/auth/csrf");
  return ((await answer.json()) as { csrfToken: string }).csrfToken;
}

function refused(error: string): SignInAnswer {
  const seconds = /^too_many_tries:(\d+)$/.exec(error)?.[1];
  if (seconds !== undefined) return { ok: false, reason: "wait", seconds: Number(seconds) };
  if (error === "unavailable") return { ok: false, reason: "offline" };
  return { ok: false, reason: error === "busy" || error === "password_locked" ? error : "wrong_password" };
}
