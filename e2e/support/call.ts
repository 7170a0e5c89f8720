import { execFileSync } from "node:child_process";
import { serverOrigin } from "./server";

export type Answer = { readonly status: number; readonly body: string; readonly json: Record<string, unknown> };

const hasCurl = (() => {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** Calls the REST API with a secret: with curl where the machine has one, else with Node's own client. */
export async function call(secret: string, path: string, method = "GET", body?: unknown): Promise<Answer> {
  const url = `${serverOrigin()}/api/v2${path}`;
  const data = body === undefined ? undefined : JSON.stringify(body);
  const { status, text } = hasCurl ? withCurl(url, secret, method, data) : await withFetch(url, secret, method, data);
  return { status, body: text, json: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

function withCurl(url: string, secret: string, method: string, data: string | undefined) {
  const sent = data === undefined ? [] : ["-H", "content-type: application/json", "--data", data];
  // The secret goes in by standard input: the arguments of a process are there for all to see.
  const config = `header = "Authorization: Bearer ${secret}"\n`;
  const out = execFileSync("curl", ["-sS", "-K", "-", "-X", method, ...sent, "-w", "\n%{http_code}", url], {
    input: config,
    encoding: "utf8",
  });
  const end = out.lastIndexOf("\n");
  return { status: Number(out.slice(end + 1)), text: out.slice(0, end) };
}

async function withFetch(url: string, secret: string, method: string, data: string | undefined) {
  const headers = {
    authorization: `Bearer ${secret}`,
    ...(data === undefined ? {} : { "content-type": "application/json" }),
  };
  const answer = await fetch(url, { method, headers, ...(data === undefined ? {} : { body: data }) });
  return { status: answer.status, text: await answer.text() };
}
