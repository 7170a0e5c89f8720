import { openApiDocument } from "@/lib/api/contract/document";
import { ROUTES } from "@/lib/api/routes";

/** The contract as a reader gets it, for tests to hold answers against. */
export const DOCUMENT = openApiDocument(ROUTES, "http://latchkey.test");

/** One operation with where it stands. */
export type Listed = { readonly method: string; readonly path: string; readonly operation: OperationData };

/** What tests read of an operation. */
export type OperationData = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: unknown }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
};
type Content = Readonly<
  Record<string, { readonly schema: object; readonly example?: unknown; readonly examples?: Examples }>
>;
type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;

/** Every operation of the contract. */
export const OPERATIONS: readonly Listed[] = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation: operation as unknown as OperationData,
  })),
);
