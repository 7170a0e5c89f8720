import express from "express";
import { verify } from "./verifier.js";
export const app = express();

app.get("/orders", async (request, response) => {
  const answer = await verify(request, { action: "viewOrder", resource: "api/orders" });
  if (!answer.allowed) return void response.status(answer.status).set(answer.headers).end();
  response.send(`Hello, ${answer.caller.subject}`);
});
