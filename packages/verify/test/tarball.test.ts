import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issue } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow } from "@/lib/testing/roles";
import { seedGateway, startLatchkey } from "./latchkey";

// As somebody else has it: the packed package in a folder of their own, and the README's examples in plain JavaScript.
const database = await testDatabase();
const { writer, credential } = await seedGateway(database);
const PACKAGE = path.resolve(import.meta.dirname, "..");
const home = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-tarball-"));
const services: ChildProcess[] = [];
let url = "";

beforeAll(async () => {
  ({ url } = await startLatchkey(database));
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
  const [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", home], PACKAGE)) as { filename: string }[];
  fs.writeFileSync(path.join(home, "package.json"), '{ "private": true }');
  npm(["install", "--offline", "--no-audit", "--no-fund", `./${packed?.filename}`], home);
  for (const framework of ["express", "fastify"])
    fs.symlinkSync(path.resolve("node_modules", framework), path.join(home, "node_modules", framework));
});
afterAll(async () => {
  for (const service of services) {
    service.kill();
    if (service.exitCode === null && service.signalCode === null) await once(service, "exit");
  }
  fs.rmSync(home, { recursive: true, force: true });
});

/** The README's code under a heading, or the one that makes a verifier. */
function example(heading: string): string {
  const readme = fs.readFileSync(path.join(home, "node_modules/@latchkey/verify/README.md"), "utf8");
  const code = readme.slice(readme.indexOf(heading)).match(/```ts\n(.+?)```/s)?.[1];
  if (!readme.includes(heading) || code === undefined) throw new Error(`The README has nothing under ${heading}.`);
  return code;
}

async function start(name: string, head: string, foot: string): Promise<string> {
  const [verifier, service] = [path.join(home, "verifier.mjs"), path.join(home, `${name}.mjs`)];
  fs.writeFileSync(verifier, example("one verifier for its process"));
  const code = example(`**${name}**`);
  fs.writeFileSync(service, `import { verify } from "./verifier.mjs";\n${head}\n${code}\n${foot}\n`);
  const env = { ...process.env, LATCHKEY_URL: url, LATCHKEY_GATEWAY: credential };
  const child = spawn(process.execPath, [service], { cwd: home, env, stdio: ["ignore", "pipe", "inherit"] });
  services.push(child);
  const [port] = await once(child.stdout, "data");
  return `http://127.0.0.1:${String(port).trim()}/orders`;
}

const PRINT = "(server) => console.log(server.address().port)";

test.each([
  [
    "Express",
    'import express from "express";\nconst app = express();',
    `const server = app.listen(0, "127.0.0.1", () => (${PRINT})(server));`,
  ],
  [
    "Fastify",
    'import { fastify } from "fastify";\nconst app = fastify();',
    `await app.listen({ host: "127.0.0.1", port: 0 });\n(${PRINT})(app.server);`,
  ],
])("the tarball guards a service with %s in plain JavaScript", async (name, head, foot) => {
  const address = await start(name, head, foot);
  const role = (action: string) => ({ source: "inline" as const, statements: [allow(action, "api/orders")] });
  const ask = async (headers: Record<string, string>) => {
    const answer = await fetch(address, { headers });
    return [answer.status, await answer.text()];
  };
  expect(await ask({})).toEqual([401, ""]);
  const mayNot = await issue(database.db, writer, { role: role("listOrders") });
  expect(await ask({ authorization: `Bearer ${mayNot.secret}` })).toEqual([403, ""]);
  const may = await issue(database.db, writer, { role: role("viewOrder") });
  expect(await ask({ authorization: `Bearer ${may.secret}` })).toEqual([200, `Hello, member/${writer.id}`]);
});

test("it brings no package with it, its licence, types for what it exports, and is to be had by require", () => {
  const installed = path.join(home, "node_modules/@latchkey/verify");
  expect(fs.readdirSync(installed).sort()).toEqual(["LICENSE", "README.md", "dist", "package.json"]);
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(installed, "package.json"), "utf8"));
  expect(dependencies).toBeUndefined();
  expect(fs.existsSync(path.join(installed, "dist/index.d.ts"))).toBe(true);
  const code = 'console.log(typeof require("@latchkey/verify").createVerifier)';
  expect(execFileSync(process.execPath, ["-e", code], { cwd: home, encoding: "utf8" }).trim()).toBe("function");
});
