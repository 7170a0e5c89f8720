// `npm start`: whatever a fresh clone still needs, then the server in this very process.
import { build, install } from "./prepare.mjs";

await install();
await build();
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
await import("../dist/server.mjs");
