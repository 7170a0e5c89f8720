import type { JsonSchema } from "../contract/contract";
import { type OpenApiDocument, openApiDocument } from "../contract/document";
import type { Operation } from "../contract/operation";
import { ROUTES } from "../routes";
import type { EndpointView, ExampleView, FieldView, ReferenceView } from "../view";
import { shapesOf, typeOf } from "./types";

type Content = Readonly<
  Record<string, { readonly schema: JsonSchema; readonly example?: unknown; readonly examples?: Examples }>
>;
type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
type Answer = { readonly $ref?: string; readonly description: string; readonly content?: Content };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
};

let made: ReferenceView | undefined;

/** The reference page's contents, from the same document as `openapi.json`, for a reader who found us at `origin`. */
export function apiReference(origin: string): ReferenceView {
  if (made?.origin !== origin) made = referenceOf(openApiDocument(ROUTES, origin), origin);
  return made;
}

function referenceOf(document: OpenApiDocument, origin: string): ReferenceView {
  const endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operation,
      view: endpointOf(document, method, path, operation),
    })),
  );
  return {
    origin,
    introduction: String(document.info["description"]).split("\n\n"),
    rooms: document.tags.map(({ name, description }) => ({
      name,
      words: description,
      endpoints: endpoints.filter(({ operation }) => operation.tags.includes(name)).map(({ view }) => view),
    })),
    objects: Object.entries(document.components.schemas).map(([name, schema]) => ({ name, shapes: shapesOf(schema) })),
  };
}

function endpointOf(document: OpenApiDocument, method: string, path: string, operation: Operation): EndpointView {
  const body = (operation["requestBody"] as { content: Content } | undefined)?.content["application/json"];
  const responses = Object.entries(operation["responses"] as Readonly<Record<string, Answer>>);
  const parameters = (operation["parameters"] ?? []) as readonly Parameter[];
  const examples = Object.values(body?.examples ?? {}).map(
    ({ summary, value }): ExampleView => ({ title: summary, json: pretty(value) }),
  );
  const [[, success] = []] = responses;
  const shown = success?.content?.["application/json"]?.example;
  const open = operation["parameters"] === undefined;
  const first = Object.values(body?.examples ?? {})[0]?.value;
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    words: operation.description.replace(/ ?(Needs `.*|Any living token will do\.|It takes no token\.)$/, ""),
    open,
    needs: operation["x-needs"],
    parameters: parameters.map(parameterOf),
    bodies: body ? shapesOf(body.schema) : [],
    curl: curlOf(document.servers[0]?.url ?? "", method.toUpperCase(), path, open, first),
    examples,
    answers: responses.map(([status, answer]) => answerOf(document, status, answer)),
    answer: shown === undefined ? null : pretty(shown),
  };
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

function parameterOf({
  name,
  in: place,
  required = false,
  description,
  schema,
}: Parameter): FieldView & { place: string } {
  return { name, place, type: typeOf(schema), required, words: description };
}

function answerOf({ components }: OpenApiDocument, status: string, answer: Answer) {
  const { description, content } = answer.$ref ? (components.responses[status] as Answer) : answer;
  const schema = content?.["application/json"]?.schema;
  return { status, words: description, type: schema ? typeOf(schema) : null };
}

/** A call as one would type it. The secret stays in a variable, out of the shell's history. */
function curlOf(origin: string, method: string, path: string, open: boolean, body: unknown): string {
  const address = `${origin}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.replaceAll(/([A-Z])/g, "_$1").toUpperCase()}`)}`;
  const lines = [
    `curl -sS ${method === "GET" ? "" : `-X ${method} `}"${address}"`,
    ...(open ? [] : ['-H "Authorization: $LATCHKEY_TOKEN"']),
    ...(body === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(" \\\n  ");
}
