import type { PolicyError } from "@/components/policy/finding";
import type { Trouble } from "@/components/ui/use-act";

/** What was refused about a policy, each at its place: the field `policy/1/actions/0` is the pointer `/1/actions/0`. */
export function policyErrors(fields: Trouble["fields"]): PolicyError[] {
  return Object.entries(fields).flatMap(([path, sentences]) => {
    if (path !== "policy" && !path.startsWith("policy/")) return [];
    return sentences.map((message) => ({ pointer: path.slice("policy".length), message }));
  });
}
