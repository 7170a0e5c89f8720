import type { z } from "zod";
import { API_VERSIONS } from "@/lib/tokens/limits";
import type { JsonSchema, Need, RouteContract } from "./contract";
import { type Components, jsonSchemaOf } from "./json-schema";
import { refusalsOf } from "./refusals";

/** An operation of the document; `x-needs` is our own. */
export type Operation = JsonSchema & {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly "x-needs": readonly Need[];
};

const VERSION = {
  name: "LD-API-Version",
  in: "header",
  description: "The version to be answered in; without it, the token's own.",
  schema: { type: "string", enum: [...API_VERSIONS.map(String), "beta"] },
};

/** A route's page of the document. */
export function operationOf(route: RouteContract, components: Components): Operation {
  const { open, page, params, query, body, summary } = route;
  const given = [...parameters(params, "path", components), ...parameters(query, "query", components)];
  return {
    operationId: page.operationId,
    summary,
    description: [page.description, needsSentence(route)].filter((part) => part !== "").join(" "),
    tags: [page.tag],
    security: open ? [] : [{ token: [] }],
    ...(open ? {} : { parameters: [...given, VERSION] }),
    ...(body
      ? { requestBody: { required: !body.safeParse(undefined).success, ...bodyOf(body, route, components) } }
      : {}),
    responses: { [route.status]: answerOf(route, components), ...refusalsOf(route) },
    "x-needs": page.needs,
  };
}

function needsSentence({ open, page: { needs } }: RouteContract): string {
  if (open) return "It takes no token.";
  if (needs.length === 0) return "Any living token will do.";
  return `Needs ${needs.map(({ action, resource }) => `\`${action}\` on \`${resource}\``).join(", ")}.`;
}

function parameters(schema: z.ZodType | null, place: "path" | "query", components: Components): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, components) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    ...(place === "path" || required.includes(name) ? { required: true } : {}),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function bodyOf(body: z.ZodType, { page }: RouteContract, components: Components): JsonSchema {
  const named = Object.entries(page.bodies ?? {}).map(([summary, value]) => [
    summary.replaceAll(/\W+/g, "-"),
    { summary, value },
  ]);
  const schema = jsonSchemaOf(body, components);
  return {
    content: { "application/json": { schema, ...(named.length > 0 ? { examples: Object.fromEntries(named) } : {}) } },
  };
}

function answerOf({ answer, page, summary, status }: RouteContract, components: Components): JsonSchema {
  if (!answer) return { description: status === 204 ? "Done; there is nothing to say." : summary };
  const example = page.example === undefined ? {} : { example: page.example };
  return {
    description: DONE[status] ?? summary,
    content: { "application/json": { schema: jsonSchemaOf(answer, components), ...example } },
  };
}

const DONE: Readonly<Record<number, string>> = { 200: "As asked for.", 201: "Made." };
