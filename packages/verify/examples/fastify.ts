import { fastify } from "fastify";
import { verify } from "./verifier.js";
export const app = fastify();

app.get("/orders", async (request, reply) => {
  const answer = await verify(request, { action: "viewOrder", resource: "api/orders" });
  if (!answer.allowed) return reply.code(answer.status).headers(answer.headers).send();
  return `Hello, ${answer.caller.subject}`;
});
