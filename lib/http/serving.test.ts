import net from "node:net";
import { describe, expect, test } from "vitest";
import { listen } from "@/lib/testing/beside";
import { newServer } from "./serving";

const port = await listen(newServer((_, response) => response.writeHead(204).end()));

async function send(...pieces: readonly string[]): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  for (const piece of pieces) socket.write(piece, "latin1");
  return Buffer.concat(await socket.toArray()).toString("latin1");
}
const asked = (path: string, header: string) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\nConnection: close\r\n\r\n`;

describe("what cannot be read as HTTP", () => {
  test.each(["X-Odd: a\u0001b", "X-Odd: a\u007fb", "X Odd: a", ": a"])(
    "is a refusal that nginx understands at its own door, and a 400 elsewhere: %j",
    async (header) => {
      expect(await send(asked("/authz/nginx", header))).toMatch(/^HTTP\/1\.1 403 /);
      expect(await send(asked("/authz/forward", header))).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  test("ends its connection, and nothing that comes behind it is answered", async () => {
    const answers = await send(asked("/authz/nginx", "X-Odd: \u0001") + asked("/authz/nginx", "X-Odd: a"));
    expect(answers.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test("is too long a header with 431, and no answer at all behind one that was given already", async () => {
    expect(await send(asked("/authz/forward", `X-Long: ${"x".repeat(70_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
    const first = asked("/x", "X-Odd: a").replace("Connection: close\r\n", "");
    const answers = await send(first + asked("/authz/forward", "X-Odd: \u0001"));
    expect(answers.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 204"]);
  });
});
