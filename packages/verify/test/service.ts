import http from "node:http";
import type { AddressInfo } from "node:net";
import { createVerifier } from "@latchkey/verify";

// A service of somebody else's, in a process of its own, that a test can freeze.
const { LATCHKEY_URL = "", LATCHKEY_GATEWAY = "" } = process.env;
const verifier = createVerifier({ url: LATCHKEY_URL, credential: LATCHKEY_GATEWAY });
const asked = { action: "updateOn", resource: "proj/web:env/production:flag/x" };

const server = http.createServer(async (request, response) => {
  const remembered = verifier.remembers();
  const answer = await verifier.verify(request, asked);
  response.writeHead(answer.status, { "x-remembers": String(remembered) }).end();
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("SIGTERM", () => {
  verifier.close();
  server.close(() => process.exit(0)).closeAllConnections();
});
