import "server-only";
import { headers } from "next/headers";
import { REQUEST_ID } from "@/lib/http/client-address";
import { getLog } from "@/lib/log/log";

export type Read<T> = { readonly value: T } | { readonly failed: string };

/**
 * Reads what a page can do without for once: a failure is logged under the request's reference, and the page says so in its
 * place instead of falling whole. Only for reading; what is refused is no failure.
 */
export async function tryRead<T>(what: string, read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    const requestId = (await headers()).get(REQUEST_ID) ?? "unknown";
    getLog().error({ err: error, requestId, what }, "a part of a page could not be read");
    return { failed: requestId };
  }
}
