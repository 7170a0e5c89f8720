import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { answers } from "./embedded";
import { isRetryable, isUnavailable } from "./errors";
import { type OpenedDatabase, openDatabase } from "./open";
import { AlreadyRunning } from "./server-lock";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function aFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-open-"));
  fs.chmodSync(folder, 0o755); // the account that runs Postgres passes through it
  folders.push(folder);
  return folder;
}

const open = (dataDir: string, role: "server" | "command") => openDatabase({ dataDir, role });
const accounts = async ({ db }: OpenedDatabase) =>
  Number((await db.execute(sql`select count(*) from accounts`)).rows[0]?.["count"]);
const addAccount = ({ db }: OpenedDatabase, id: string) =>
  db.execute(sql`insert into accounts (id, name) values (${id}, 'x')`);

describe("the embedded database", () => {
  test("keeps what was written from one start to the next, on a folder that only its account can read", async () => {
    const folder = aFolder();
    const first = await open(folder, "server");
    await addAccount(first, "a");
    await first.close();
    expect(await answers(path.join(folder, "postgres"))).toBe(false);
    expect(fs.statSync(path.join(folder, "postgres")).mode & 0o077).toBe(0);
    const second = await open(folder, "server");
    expect(await accounts(second)).toBe(1);
    await second.close();
  });

  test("a second server on the same folder is refused in words, and the first goes on", async () => {
    const folder = aFolder();
    const first = await open(folder, "server");
    await expect(open(folder, "server")).rejects.toThrow(AlreadyRunning);
    await expect(open(folder, "server")).rejects.toThrow("A Latchkey server already runs on");
    expect(await accounts(first)).toBe(0);
    await first.close();
  });

  test("a command attaches to a running server, and its end ends nothing", async () => {
    const folder = aFolder();
    const server = await open(folder, "server");
    const command = await open(folder, "command");
    await addAccount(command, "b");
    await command.close();
    expect(await accounts(server)).toBe(1);
    await server.close();
  });

  test("commands at the same time share one Postgres and leave none behind", async () => {
    const folder = aFolder();
    const run = async (id: string) => {
      const command = await open(folder, "command");
      await addAccount(command, id);
      await command.close();
    };
    for (let round = 0; round < 5; round++) await Promise.all(["a", "b", "c"].map((id) => run(`${id}${round}`)));
    expect(await answers(path.join(folder, "postgres"))).toBe(false);
    const server = await open(folder, "server");
    expect(await accounts(server)).toBe(15);
    await server.close();
  });

  test("a server that starts while a command runs the database waits, and then runs its own", async () => {
    const folder = aFolder();
    const command = await open(folder, "command");
    const starting = open(folder, "server");
    await addAccount(command, "c");
    await command.close();
    const server = await starting;
    expect(await accounts(server)).toBe(1);
    await server.close();
  });

  test("an initdb that was interrupted leaves nothing that a later start takes for a database", async () => {
    const folder = aFolder();
    fs.mkdirSync(path.join(folder, "postgres", "init-1"), { recursive: true });
    fs.writeFileSync(path.join(folder, "postgres", "init-1", "PG_VERSION"), "18\n");
    const server = await open(folder, "server");
    expect(await accounts(server)).toBe(0);
    await server.close();
  });

  test("a path too long for a socket and with a space in it works", async () => {
    const folder = path.join(aFolder(), `a folder ${"x".repeat(90)}`);
    const server = await open(folder, "server");
    expect(await accounts(server)).toBe(0);
    await server.close();
  });

  test("Postgres stops with the process that started it, however that ends, and the next start is not refused", async () => {
    const folder = aFolder();
    const script = path.join(aFolder(), "hold.mjs");
    const bundle = path.join(path.dirname(script), "open.mjs");
    execFileSync("npx", [
      "--no-install",
      "esbuild",
      "lib/db/open.ts",
      "--bundle",
      "--platform=node",
      "--format=esm",
      "--packages=external",
      "--alias:server-only=./lib/testing/empty.ts",
      `--outfile=${path.resolve("dist/test-open.mjs")}`,
      "--log-level=error",
    ]);
    fs.rmSync(bundle, { force: true });
    fs.writeFileSync(
      script,
      `import { openDatabase } from ${JSON.stringify(path.resolve("dist/test-open.mjs"))};
      const { db, pool } = await openDatabase({ dataDir: ${JSON.stringify(folder)}, role: "server" });
      await pool.query("insert into accounts (id, name) values ('kept', 'x')");
      console.log("ready"); setInterval(() => {}, 1000);`,
    );
    for (let round = 0; round < 2; round++) {
      const holder = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
      await new Promise<void>((resolve, reject) => {
        holder.stdout.on("data", (chunk: Buffer) => chunk.includes("ready") && resolve());
        holder.on("exit", () => reject(new Error("the holder ended")));
      });
      holder.removeAllListeners("exit");
      holder.kill("SIGKILL");
      const server = await open(folder, "server");
      expect(await accounts(server)).toBe(1);
      await server.db.execute(sql`delete from accounts`);
      await server.close();
    }
  });
});

describe("errors of the database", () => {
  const coded = (code: string) => Object.assign(new Error("x"), { code });

  test.each(["ECONNREFUSED", "ECONNRESET", "57P01", "57P03", "53300", "08006"])(
    "%s means that it cannot be reached, also as a cause",
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
      expect(isUnavailable(new Error("Failed query", { cause: coded(code) }))).toBe(true);
    },
  );

  test.each(["23505", "22P02", "42P01"])("%s is a bug or a refusal, not an outage", (code) => {
    expect(isUnavailable(coded(code))).toBe(false);
  });

  test("a deadlock and a serialisation failure ask for another try", () => {
    expect([isRetryable(coded("40P01")), isRetryable(coded("40001")), isRetryable(coded("23505"))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
