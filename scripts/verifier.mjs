// `npm run verifier`: whatever a fresh clone still needs, then the verifier in this very process.
import { build, install } from "./prepare.mjs";

await install();
await build();
process.env.NODE_ENV = "production";
await import("../dist/verifier.mjs");
