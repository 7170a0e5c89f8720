import { z } from "zod";
import { ok } from "@/lib/core/result";
import { API_VERSIONS } from "@/lib/tokens/limits";
import { NOTHING, tokenRoute } from "./token-route";

const version = z.number().int();
const versionsRep = z
  .object({
    validVersions: z.array(version),
    latestVersion: version,
    currentVersion: version,
    beta: z.boolean(),
  })
  .meta({ id: "Versions" });

/** Says which versions there are, and in which one this request is answered (semantics 4.10). */
export const versions = tokenRoute(
  {
    method: "get",
    path: "/versions",
    summary: "List API versions",
    page: {
      tag: "Other",
      operationId: "getVersions",
      description: "Which versions there are, and in which one this request is answered.",
      needs: [],
      refuses: [],
      example: {
        validVersions: [...API_VERSIONS].reverse(),
        latestVersion: API_VERSIONS[0],
        currentVersion: API_VERSIONS[0],
        beta: false,
      },
    },
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: versionsRep,
    status: 200,
  },
  async ({ apiVersion, beta }) =>
    ok({
      validVersions: [...API_VERSIONS].reverse(),
      latestVersion: API_VERSIONS[0],
      currentVersion: apiVersion,
      beta,
    }),
);
