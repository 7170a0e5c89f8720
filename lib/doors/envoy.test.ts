import { once } from "node:events";
import net from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "@/lib/gateways/create-gateway";
import { newServer } from "@/lib/http/serving";
import { issue, seedAccount } from "@/lib/testing/account";
import { listen } from "@/lib/testing/beside";
import { beforeItGoes, testDatabase } from "@/lib/testing/database";
import { startInstance, untilHeld } from "@/lib/testing/instance";
import { openDoors } from "./doors";

// What Envoy's ext_authz filter sends in its HTTP mode, byte by byte (wire 9). Envoy itself is neither in Debian nor on npm:
// that these bytes are answered rightly is all that is tried.
const { db, url } = await testDatabase();
const instance = startInstance(url);
beforeItGoes(() => instance.stop());
const doors = openDoors({ db, authority: instance.authority, note: () => {}, onError: () => {} });
const server = newServer((request, response) => {
  if (!doors(request, response, (request.url ?? "/").split("?")[0] ?? "/", "")) response.writeHead(418).end();
});
let port = 0;
beforeAll(async () => {
  port = await listen(server);
  await untilHeld(instance);
});

const account = await seedAccount(db);
const owner = await account.join("owner");
const made = await createGateway(db, owner.principal, { name: "envoy" });
if (!made.ok) throw new Error(made.error.kind);
const credential = made.value.secret.reveal();
const may = await issue(db, owner, { role: "writer" });
const mayNot = await issue(db, owner, { role: "reader" });

/** As Envoy writes it: the original method, path and host, what `allowed_headers` names, what `headers_to_add` adds, no body. */
function recorded(method: string, path: string, token: string | null, { more = "", body = "" } = {}): Buffer {
  const authorization = token === null ? "" : `authorization: Bearer ${token}\r\n`;
  const head = `${method} /authz/envoy${path} HTTP/1.1\r
host: orders.example\r
${authorization}x-latchkey-gateway: ${credential}\r
x-latchkey-action: updateOn\r
x-latchkey-resource: proj/web:env/production:flag/x\r
${more}content-length: ${body.length}\r
x-envoy-internal: true\r
x-forwarded-for: 10.0.0.7\r
x-envoy-expected-rq-timeout-ms: 200\r
\r
${body}`;
  return Buffer.from(head, "latin1");
}

type Answer = { readonly status: number; readonly headers: Record<string, string>; readonly body: string };

/** Sends one request after the other on one connection, as Envoy keeps it open, and reads each answer whole. */
async function replay(...requests: readonly Buffer[]): Promise<Answer[]> {
  const socket = net.connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  const answers: Answer[] = [];
  for (const request of requests) {
    socket.write(request);
    while (!isWhole(text, request) && !socket.closed) await Promise.race([once(socket, "data"), once(socket, "close")]);
    answers.push(parsed(text));
    text = "";
  }
  socket.destroy();
  return answers;
}

function parsed(text: string): Answer {
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(":");
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return { status: Number(first.split(" ")[1]), headers: Object.fromEntries(headers), body };
}

function isWhole(text: string, request: Buffer): boolean {
  if (!text.includes("\r\n\r\n")) return false;
  const { headers, body } = parsed(text);
  return request.subarray(0, 4).toString() === "HEAD" || body.length === Number(headers["content-length"]);
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

describe("Envoy's recorded questions", () => {
  test("are answered with exactly 200 and who calls, whatever the method, on one connection", async () => {
    const answers = await replay(...METHODS.map((method) => recorded(method, "/orders/7?x=1", may.secret)));
    expect(answers.map(({ status }) => status)).toEqual(METHODS.map(() => 200));
    for (const { headers, body } of answers) {
      expect(headers["x-latchkey-token-id"]).toBe(may.token.id);
      expect(headers["x-latchkey-subject"]).toBe(`member/${owner.id}`);
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["location"]).toBeUndefined();
      expect(body).toBe("");
    }
  });

  test("without a token are a 401 with a challenge and a problem, which Envoy hands to the client", async () => {
    const answers = await replay(recorded("GET", "/orders", null), recorded("POST", "/orders", "nonsense"));
    for (const { status, headers, body } of answers) {
      expect([status, headers["content-type"]]).toEqual([401, "application/problem+json"]);
      expect(headers["www-authenticate"]).toContain("Bearer");
      expect(JSON.parse(body)).toMatchObject({ status: 401, title: "Unauthorized" });
    }
  });

  test("for what the token may not do are a 403 that names it", async () => {
    const [answer] = await replay(recorded("DELETE", "/orders/7", mayNot.secret));
    expect(answer?.status).toBe(403);
    expect(answer?.headers["x-latchkey-token-id"]).toBeUndefined();
    expect(JSON.parse(answer?.body ?? "")).toMatchObject({ status: 403, action: "updateOn" });
  });

  test("that carry a part of the body are answered by their headers, and the connection goes on", async () => {
    const body = "x".repeat(8192);
    const more = "x-envoy-auth-partial-body: true\r\ncontent-type: application/json\r\n";
    const answers = await replay(
      recorded("POST", "/orders", may.secret, { more, body }),
      recorded("POST", "/orders", mayNot.secret, { more, body }),
      recorded("GET", "/orders", may.secret),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 200]);
  });

  test("with bytes that are no UTF-8, a header sent twice or an odd path never pass, and never fail", async () => {
    const odd = [
      recorded("GET", "/orders", `${may.secret}\xff`),
      recorded("GET", "/orders", may.secret, { more: `x-latchkey-gateway: ${credential}\r\n` }),
      recorded("GET", "/orders", may.secret, { more: "x-latchkey-action: viewProject\r\n" }),
    ];
    const statuses = (await replay(...odd)).map(({ status }) => status);
    expect(statuses).toEqual([401, 403, 403]);
    // Named by headers, a path decides nothing; what is no HTTP is refused by the server itself.
    for (const [path, status] of [
      ["/a/../b", 403],
      ["/a%2fb", 403],
      ["//a", 403],
      ["/%00", 403],
      ["/\xff", 400],
    ] as const)
      expect((await replay(recorded("GET", path, mayNot.secret)))[0]?.status, path).toBe(status);
  });
});
