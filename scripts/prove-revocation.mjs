// `npm run prove:revocation`: ten thousand revocations in each of four modes, under load, and no stale allow; exits 1 on any.
import { spawnSync } from "node:child_process";
import { build as bundle } from "esbuild";
import { bundleOptions } from "./bundle.mjs";
import { build, install } from "./prepare.mjs";
import { root } from "./root.mjs";

const BUNDLED = "node_modules/.cache/latchkey-prove";

await install();
await build();
await bundle(bundleOptions({ prove: "bench/revocation/prove.ts" }, BUNDLED));
const { status } = spawnSync(process.execPath, [`${BUNDLED}/prove.mjs`], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
