import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Refusal } from "@/lib/core/refusal";
import { type Problem, problemOf } from "@/lib/http/problem";
import type { ApiEnv } from "./context";

/** The wire's error body: code, message, and an id by which the operator finds the request (ruling R23). */
export function answerProblem(c: Context<ApiEnv>, { status, code, message, headers, more }: Problem): Response {
  return c.json({ code, message, id: c.get("requestId"), ...more }, status as ContentfulStatusCode, headers);
}

export function answerRefusal(c: Context<ApiEnv>, refusal: Refusal): Response {
  return answerProblem(c, problemOf(refusal));
}
