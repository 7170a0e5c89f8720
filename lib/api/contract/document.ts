import { problemRep } from "../reps";
import { type JsonSchema, type RouteContract, TAGS } from "./contract";
import { type Components, jsonSchemaOf } from "./json-schema";
import { type Operation, operationOf } from "./operation";
import { refusalComponents } from "./refusals";
import { INTRODUCTION, TAG_WORDS } from "./words";

/** The contract as an OpenAPI 3.1 document. */
export type OpenApiDocument = {
  readonly openapi: "3.1.0";
  readonly info: JsonSchema;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: JsonSchema;
    readonly securitySchemes: JsonSchema;
  };
};

type Contracts = readonly { readonly contract: RouteContract }[];

/** `openapi.json` of these routes, for a reader who found us at `origin` (ruling R33). */
export function openApiDocument(routes: Contracts, origin: string): OpenApiDocument {
  const components: Components = new Map();
  jsonSchemaOf(problemRep, components);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const { contract } of routes) {
    const path = contract.path === "/" ? "/api/v2" : `/api/v2${contract.path}`;
    paths[path] = { ...paths[path], [contract.method]: operationOf(contract, components) };
  }
  const sorted = [...components].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: "3.1.0",
    info: {
      title: "Latchkey",
      version: "2",
      description: INTRODUCTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: origin }],
    tags: TAGS.map((name) => ({ name, description: TAG_WORDS[name] })),
    paths,
    components: {
      schemas: Object.fromEntries(sorted),
      responses: refusalComponents(),
      securitySchemes: {
        token: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "The secret of an access token, bare or after the word Bearer.",
        },
      },
    },
  };
}
