import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** A start that must not go on, said in one sentence for whoever runs the server. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/** The name of the key file: beside the database's folder, never inside it (ruling R16). */
export const KEY_FILE = "secret.key";

/**
 * The master secret: given by the environment, else read from the data folder's key file, else made there
 * (mode 0600). `mayMake` is false once digests exist that a new secret could not match.
 */
export function masterSecret(given: string | undefined, dataDir: string | null, mayMake: boolean): Buffer {
  if (given !== undefined) return Buffer.from(given, "utf8");
  if (dataDir === null) {
    throw new CannotStart(
      "LATCHKEY_SECRET is needed with DATABASE_URL: at least 32 random bytes, the same for every instance.",
    );
  }
  const file = path.join(dataDir, KEY_FILE);
  const kept = readKey(file) ?? (mayMake ? makeKey(file) : null);
  if (!kept) throw new CannotStart(`The key file ${file} is missing, but the database was made with it. Put it back.`);
  return kept;
}

function readKey(file: string): Buffer | null {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const key = Buffer.from(text, "base64url");
  if (key.length < 32) throw new CannotStart(`The key file ${file} does not hold a key of at least 32 bytes.`);
  return key;
}

function makeKey(file: string): Buffer {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  fs.writeFileSync(partial, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flush: true });
  try {
    fs.linkSync(partial, file); // fails if another process was first: then theirs counts
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(partial);
  }
  const key = readKey(file);
  if (!key) throw new Error(`The key file ${file} vanished while it was being made.`);
  return key;
}
