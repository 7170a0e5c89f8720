import { z } from "zod";
import { strictly } from "@/lib/core/json-file";
import type { RouteRule } from "@/lib/core/route-rule";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { ACTION_MAX, HOST_MAX, METHODS_MAX, PATTERN_MAX, RESOURCE_MAX, ROUTES_MAX } from "./limits";
import { namesOf, readPattern } from "./pattern";
import { readTemplate } from "./template";

const LABEL = "[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?";
const HOST = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);
const METHOD = /^[A-Z][A-Z-]{0,31}$/;
const ACTION = /^[A-Za-z][A-Za-z0-9._:/-]*$/;

const short = (most: number, missing: string) =>
  z.string(missing).trim().min(1, { message: missing, abort: true }).max(most, `Keep it under ${most} characters.`);

const path = short(PATTERN_MAX, "Write the path, like /orders/{id}.").superRefine((text, context) => {
  const read = readPattern(text);
  if (typeof read === "string") context.addIssue({ code: "custom", message: read });
});

const resource = short(RESOURCE_MAX, "Write the resource in full, like api/orders:order/{id}.")
  .refine(isPlainText, "Leave out control characters.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.")
  .superRefine((text, context) => {
    const read = readTemplate(text);
    if (typeof read === "string") context.addIssue({ code: "custom", message: read });
  });

const rule = strictly("Write an object with a path, an action and a resource.", {
  host: z
    .string("Write a host, or leave it out.")
    .trim()
    .toLowerCase()
    .max(HOST_MAX, `Keep it under ${HOST_MAX} characters.`)
    .refine(
      (host) => host === "" || HOST.test(host),
      "Write a host without a port, like api.example.com or *.example.com.",
    )
    .nullish(),
  methods: z
    .array(
      z.string("Write a method.").trim().toUpperCase().regex(METHOD, "Write methods like GET, POST or DELETE."),
      "List methods, or leave them out for all.",
    )
    .max(METHODS_MAX, `Use at most ${METHODS_MAX} methods, or none for all.`)
    .optional(),
  path,
  action: short(ACTION_MAX, "Write the action, like viewOrder.").regex(
    ACTION,
    "Begin with a letter, then use letters, digits and . _ - : / only.",
  ),
  resource,
})
  .superRefine(({ path: written, resource: named }, context) => {
    const [pattern, template] = [readPattern(written), readTemplate(named)];
    if (typeof pattern === "string" || typeof template === "string") return; // told already
    const unknown = template.names.find((name) => !namesOf(pattern).includes(name));
    if (unknown !== undefined)
      context.addIssue({ code: "custom", path: ["resource"], message: `The path has no {${unknown}}.` });
  })
  .transform(
    ({ host, methods = [], ...more }): RouteRule => ({ host: host || null, methods: [...new Set(methods)], ...more }),
  );

/** An account's rules in their order. */
export const routeRules = z.array(rule, "List your rules.").max(ROUTES_MAX, `Use at most ${ROUTES_MAX} rules.`);

/** Rules as people keep them in a file. */
export const routesFile = strictly("Write an object with a list of routes.", { routes: routeRules });
