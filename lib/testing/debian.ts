import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const HOME = path.resolve("node_modules/.cache/latchkey-debian");

/**
 * A folder with Debian packages unpacked in it, for programs that tests run beside the product. Nothing is installed, so no
 * root is needed: the lists and the packages go to a folder of our own. `tool` is where the program lies in the package.
 */
export function debianTool(packages: readonly string[], tool: string): string {
  const folder = path.join(HOME, packages.join("+"));
  const program = path.join(folder, tool);
  if (fs.existsSync(path.join(folder, ".unpacked"))) return program;
  const download = path.join(HOME, `download-${process.pid}`);
  fs.mkdirSync(download, { recursive: true });
  if (!fetched(packages, download)) {
    apt(["update"], HOME);
    if (!fetched(packages, download, true)) throw new Error(`Debian has no ${packages.join(", ")} for this machine`);
  }
  fs.mkdirSync(folder, { recursive: true });
  for (const file of fs.readdirSync(download).filter((name) => name.endsWith(".deb")))
    execFileSync("dpkg", ["-x", path.join(download, file), folder]);
  fs.rmSync(download, { recursive: true });
  fs.writeFileSync(path.join(folder, ".unpacked"), "");
  return program;
}

/** With the machine's own lists of packages, or with ours. */
function fetched(packages: readonly string[], into: string, ours = false): boolean {
  try {
    if (ours) apt(["download", ...packages], into);
    else execFileSync("apt-get", ["download", ...packages], { cwd: into, stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

function apt(args: readonly string[], cwd: string): void {
  const state = path.join(HOME, "apt");
  fs.mkdirSync(path.join(state, "lists/partial"), { recursive: true });
  fs.mkdirSync(path.join(state, "cache/archives/partial"), { recursive: true });
  const folders = [`Dir::State=${state}`, `Dir::State::status=/var/lib/dpkg/status`, `Dir::Cache=${state}/cache`];
  const options = [...folders, "APT::Sandbox::User=", "Debug::NoLocking=1"].flatMap((option) => ["-o", option]);
  execFileSync("apt-get", [...options, ...args], { cwd, stdio: "pipe" });
}
