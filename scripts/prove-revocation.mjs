// `npm run prove:revocation`: ten thousand revocations in each of four modes, under load, and no stale allow; exits 1 on any.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { build as bundle } from "esbuild";
import { bundleOptions } from "./bundle.mjs";
import { build, install } from "./prepare.mjs";
import { root } from "./root.mjs";

const BUNDLED = "node_modules/.cache/latchkey-prove";
const PARTS = { prove: "bench/revocation/prove.ts", doors: "lib/testing/revocations/doors-process.ts" };

await install();
await build();
await bundle(bundleOptions(PARTS, BUNDLED));
const verifier = path.join(root, "dist/verifier.mjs");
const programs = ["dist/server.mjs", fs.existsSync(verifier) ? verifier : `${BUNDLED}/doors.mjs`];
const { status } = spawnSync(process.execPath, [`${BUNDLED}/prove.mjs`, ...programs], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
