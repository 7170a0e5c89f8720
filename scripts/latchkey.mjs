// The operator's command line. Standard output belongs to the command alone.
import { build, install } from "./prepare.mjs";

await install({ quiet: true });
await build({ quiet: true });
process.env.NODE_ENV = "production";
await import("../dist/latchkey.mjs");
