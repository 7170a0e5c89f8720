import { POLICY_LIMITS } from "@/lib/policy/limits";
import { policyInput } from "@/lib/roles/input";
import { shownAs } from "./contract/shown-as";

const texts = (maxItems: number) => ({
  type: "array",
  items: { type: "string", minLength: 1, maxLength: POLICY_LIMITS.patternLength },
  maxItems,
});
const oneOf = (...names: string[]) => ({ oneOf: names.map((name) => ({ required: [name] })) });

/** What the domain's parser takes for a statement, which is no schema. */
const STATEMENT = {
  type: "object",
  properties: {
    effect: { type: "string", enum: ["allow", "deny"] },
    resources: texts(POLICY_LIMITS.resources),
    notResources: texts(POLICY_LIMITS.resources),
    actions: texts(POLICY_LIMITS.actions),
    notActions: texts(POLICY_LIMITS.actions),
  },
  required: ["effect"],
  allOf: [oneOf("resources", "notResources"), oneOf("actions", "notActions")],
  additionalProperties: false,
};

/** A policy as the contract shows it. */
export const POLICY = { type: "array", items: STATEMENT, maxItems: POLICY_LIMITS.statements };

/** The statements of a policy, wherever a body has them. */
export const policyBody = shownAs(policyInput.meta({ id: "PolicyInput" }), POLICY);
