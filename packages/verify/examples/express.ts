import express from "express";
import { verify } from "./verifier.js";

export const app = express();
app.use("/orders", async (request, response, next) => {
  const answer = await verify(request, { action: "viewOrder", resource: "api/orders" });
  if (!answer.allowed) return void response.status(answer.status).set(answer.headers).end();
  response.locals["caller"] = answer.caller;
  next();
});
app.get("/orders", (_request, response) => void response.send(`Hello, ${response.locals["caller"].subject}`));
