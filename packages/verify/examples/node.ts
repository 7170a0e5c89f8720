import http from "node:http";
import { verify } from "./verifier.js";

export const server = http.createServer(async (request, response) => {
  const answer = await verify(request, { action: "viewOrder", resource: "api/orders" });
  if (!answer.allowed) return response.writeHead(answer.status, answer.headers).end();
  response.end(`Hello, ${answer.caller.subject}`);
});
