// `npm run dev`: Next reloads the pages by itself; when the server's own sources change, the server starts anew.
import { spawn } from "node:child_process";
import { install } from "./prepare.mjs";
import { root } from "./root.mjs";

await install();
const { context } = await import("esbuild");
const { bundleOptions, ENTRIES } = await import("./bundle.mjs");

let server = null;
const restart = {
  name: "restart",
  setup(build) {
    build.onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      await stop();
      const env = { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" };
      server = spawn(process.execPath, ["dist/dev/server.mjs", "--dev"], { cwd: root, stdio: "inherit", env });
    });
  },
};

function stop() {
  const old = server;
  server = null;
  if (!old || old.exitCode !== null) return;
  return new Promise((resolve) => {
    old.once("exit", resolve);
    old.kill("SIGTERM");
  });
}

const watching = await context({ ...bundleOptions({ server: ENTRIES.server }, "dist/dev"), plugins: [restart] });
await watching.watch();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await watching.dispose();
    await stop();
    process.exit(0);
  });
}
