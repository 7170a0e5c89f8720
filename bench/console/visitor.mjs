// Somebody who signs in and asks for pages over HTTP, as a browser would, without one.
import { origin } from "./instance.mjs";

/** Signs in, and answers with a function that fetches a page whole: its text and how long the server took, in ms. */
export async function visitorOf({ email, password }) {
  const jar = new Map();
  const csrf = await ask(jar, "/api/auth/csrf");
  const { csrfToken } = await csrf.json();
  const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
  const headers = { origin, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  const answer = await ask(jar, "/api/auth/callback/credentials", { method: "POST", body: form, headers });
  await answer.text();
  if (![...jar.keys()].some((name) => name.includes("latchkey.sid"))) throw new Error(`${email} could not sign in`);
  return {
    cookies: () => [...jar].map(([name, value]) => ({ name, value, url: origin })),
    page: async (path) => {
      const begun = performance.now();
      const page = await ask(jar, path);
      const text = await page.text();
      const ms = performance.now() - begun;
      if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
      return { text, ms };
    },
  };
}

async function ask(jar, path, { headers = {}, ...more } = {}) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${origin}${path}`, { redirect: "manual", ...more, headers: { ...headers, cookie } });
  for (const line of answer.headers.getSetCookie()) {
    const [name, ...value] = line.split(";")[0].split("=");
    jar.set(name, value.join("="));
  }
  return answer;
}
