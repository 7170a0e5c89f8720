/** How a try to sign in ended. */
export type SignInAnswer =
  | { ok: true }
  | { ok: false; reason: "wrong_password" | "password_locked" | "busy" | "offline" }
  | { ok: false; reason: "wait"; seconds: number };

/** Signs in with next-auth's own two requests; its browser package would weigh more than this page. */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  try {
    const body = new URLSearchParams({
      email,
      password,
      csrfToken: await csrfToken(),
      json: "true",
      redirect: "false",
    });
    const answer = await fetch("/api/auth/callback/credentials", { method: "POST", body });
    if (answer.ok) return { ok: true };
    const { url = "" } = (await answer.json()) as { url?: string };
    return refused(new URL(url, location.origin).searchParams.get("error") ?? "");
  } catch {
    return { ok: false, reason: "offline" };
  }
}

/** Where the issuer signs people in, to be followed there; `next` is a path of this site to come back to. */
export async function askIssuer(next: string): Promise<{ to: string } | "unreachable" | "offline"> {
  try {
    const body = new URLSearchParams({ csrfToken: await csrfToken(), callbackUrl: next, json: "true" });
    const answer = await fetch("/api/auth/signin/oidc", { method: "POST", body });
    const { url } = (await answer.json()) as { url: string };
    return new URL(url, location.origin).origin === location.origin ? "unreachable" : { to: url };
  } catch {
    return "offline";
  }
}

/** Ends this session on the server and in the browser. */
export async function signOut(): Promise<void> {
  const body = new URLSearchParams({ csrfToken: await csrfToken(), json: "true" });
  await fetch("/api/auth/signout", { method: "POST", body });
}

async function csrfToken(): Promise<string> {
  const answer = await fetch("/api/auth/csrf");
  return ((await answer.json()) as { csrfToken: string }).csrfToken;
}

function refused(error: string): SignInAnswer {
  const seconds = /^too_many_tries:(\d+)$/.exec(error)?.[1];
  if (seconds !== undefined) return { ok: false, reason: "wait", seconds: Number(seconds) };
  return { ok: false, reason: error === "busy" || error === "password_locked" ? error : "wrong_password" };
}
