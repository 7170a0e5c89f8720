import "server-only";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { CannotStart } from "@/lib/keys/master-secret";

type Floor = { readonly package: string; readonly least: string; readonly mends: string };

/** Nothing below these is built or started (security 1): older ones are known to let somebody in, or to be brought down. */
export const FLOORS: readonly Floor[] = [
  { package: "next", least: "16.4.6", mends: "a way to run code, and ways around its own checks" },
  { package: "react", least: "19.3.1", mends: "a way to run code by what a browser sends" },
  { package: "react-dom", least: "19.3.1", mends: "a way to run code by what a browser sends" },
  { package: "next-auth", least: "4.24.15", mends: "look-alike addresses, and sessions that were never signed in" },
  { package: "drizzle-orm", least: "0.45.2", mends: "names of columns that were not escaped" },
  { package: "zod", least: "4.6.7", mends: "answers that grow without end" },
  { package: "sharp", least: "0.35.5", mends: "pictures that write into memory" },
];

/** Packages that are installed only where something else brings them along. */
const MAY_BE_ABSENT = new Set(["sharp"]);

/** Which packages are below their floor, or cannot be found, in a sentence each. `versionOf` answers null for one that is not there. */
export function belowFloors(versionOf: (name: string) => string | null): string[] {
  return FLOORS.flatMap(({ package: name, least, mends }) => {
    const version = versionOf(name);
    if (version === null) return MAY_BE_ABSENT.has(name) ? [] : [`${name} cannot be found.`];
    return isBelow(version, least) ? [`${name} ${version} is below ${least}, which mends ${mends}.`] : [];
  });
}

/** Whether a version comes before another; a pre-release comes before its release, and what is no version before all. */
export function isBelow(version: string, least: string): boolean {
  const [given, wanted] = [partsOf(version), partsOf(least)];
  if (given === null || wanted === null) return true;
  const at = given.findIndex((part, i) => part !== wanted[i]);
  return at >= 0 && (given[at] ?? 0) < (wanted[at] ?? 0);
}

function partsOf(version: string): number[] | null {
  const [, major, minor, patch, pre] = /^(\d+)\.(\d+)\.(\d+)(-[\w.-]+)?(?:\+[\w.-]+)?$/.exec(version) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch), pre === undefined ? 1 : 0];
}

/** Throws a `CannotStart` that names what is installed and too old. */
export function refuseOldPackages(versionOf: (name: string) => string | null = installedVersion): void {
  const below = belowFloors(versionOf);
  if (below.length > 0)
    throw new CannotStart(`${below.join(" ")} Install what the lock file names: npm ci --ignore-scripts.`);
}

/** The version that this process would load. */
function installedVersion(name: string): string | null {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const file = path.join(folder, name, "package.json");
    if (fs.existsSync(file))
      return String((JSON.parse(fs.readFileSync(file, "utf8")) as { version?: unknown }).version);
  }
  return null;
}
