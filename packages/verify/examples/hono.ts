import { Hono } from "hono";
import { verify } from "./verifier.js";
export const app = new Hono();

app.get("/orders", async (context) => {
  const answer = await verify(context.req.raw, { action: "viewOrder", resource: "api/orders" });
  if (!answer.allowed) return context.body(null, answer.status, answer.headers);
  return context.text(`Hello, ${answer.caller.subject}`);
});
