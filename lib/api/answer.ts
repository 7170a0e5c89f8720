import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { redact } from "@/lib/core/redact";
import type { Refusal } from "@/lib/core/refusal";
import { type Problem, problemOf } from "@/lib/http/problem";
import type { ApiEnv } from "./context";

/**
 * The wire's error body: code, message, and an id by which the operator finds the request (ruling R23). What the
 * client sent is often named in it, and no secret is, even its own.
 */
export function answerProblem(c: Context<ApiEnv>, { status, code, message, headers, more }: Problem): Response {
  const lists = Object.entries(more ?? {}).map(([name, texts]) => [name, texts.map(redact)]);
  const body = { code, message: redact(message), id: c.get("requestId") ?? crypto.randomUUID() };
  return c.json({ ...body, ...Object.fromEntries(lists) }, status as ContentfulStatusCode, headers);
}

export function answerRefusal(c: Context<ApiEnv>, refusal: Refusal): Response {
  return answerProblem(c, problemOf(refusal));
}
