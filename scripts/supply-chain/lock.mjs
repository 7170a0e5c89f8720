// What the lock file installs, as the checks of the supply chain and the bill of materials read it.
import fs from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";

const json = (file) => JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));

export const readManifest = () => json("package.json");

/** Every place of the lock file that a package is installed in. */
export function readLock(lock = json("package-lock.json")) {
  return Object.entries(lock.packages).flatMap(([at, entry]) => {
    if (at === "") return [];
    const { version, license, dev = false, optional = false, integrity, dependencies, optionalDependencies } = entry;
    const name = at.slice(at.lastIndexOf("node_modules/") + "node_modules/".length);
    const wants = Object.keys({ ...dependencies, ...optionalDependencies });
    return [{ at, name, version, license: license ?? null, dev, optional, integrity: integrity ?? null, wants }];
  });
}
