import { DOCUMENT, type Listed, OPERATIONS, type OperationData } from "./document";
import { faultBy } from "./validate";

/** A call and what came back, as far as the contract has a say. */
export type Exchange = {
  readonly method: string;
  /** As it was asked for, with its query. */
  readonly path: string;
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
};

const MATCHERS = OPERATIONS.map((listed) => ({
  listed,
  // A path without parameters goes before one that would cover it.
  fixed: !listed.path.includes("{"),
  pattern: new RegExp(`^${listed.path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
})).sort((a, b) => Number(b.fixed) - Number(a.fixed));

const components = DOCUMENT.components as unknown as {
  readonly schemas: { readonly Problem: object };
  readonly responses: OperationData["responses"];
};
type Response = OperationData["responses"][string];

/** The operation that a call is for; `path` says whether the contract knows the path at all. */
export function operationFor(
  method: string,
  path: string,
): { readonly operation: Listed | null; readonly path: boolean } {
  const { pathname } = new URL(path, "http://latchkey.test");
  const here = MATCHERS.filter(({ pattern }) => pattern.test(pathname)).map(({ listed }) => listed);
  return { operation: here.find((listed) => listed.method === method) ?? null, path: here.length > 0 };
}

/** What about an answer is not as `openapi.json` declares it; null if all is. It asks the document alone, no handler. */
export function breachOf({ method, path, status, type, text }: Exchange): string | null {
  const asked = method === "HEAD" ? "GET" : method;
  const found = operationFor(asked, path);
  if (method === "OPTIONS" && found.path && status === 204 && text === "") return null; // which methods there are
  const response = found.operation ? responseOf(found.operation.operation, status) : undeclared(found.path, status);
  if (!response) return `${method} ${path}: the contract has no answer ${status}`;
  const content = response.content?.["application/json"];
  if (!content || method === "HEAD") return text === "" ? null : `${method} ${path}: ${status} has a body`;
  if (!type?.startsWith("application/json")) return `${method} ${path}: ${status} is ${type}`;
  const fault = faultBy(content.schema, JSON.parse(text));
  return fault === null ? null : `${method} ${path}: ${status}: ${fault}`;
}

function responseOf({ responses }: OperationData, status: number): Response | undefined {
  const response = responses[String(status)];
  return response?.$ref === undefined ? response : components.responses[response.$ref.split("/").at(-1) ?? ""];
}

/** What is not in the contract is refused: a path as not found, a method by naming the others; either for a secret in the URL. */
function undeclared(path: boolean, status: number): Response | undefined {
  const refused = status === (path ? 405 : 404) || status === 400;
  return refused ? { content: { "application/json": { schema: components.schemas.Problem } } } : undefined;
}
