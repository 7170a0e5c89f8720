import { expect, test } from "vitest";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { tokenPolicy } from "@/lib/policy/base-roles";
import { differenceOf, matricesOf } from "@/lib/policy/matrix";
import { parseStatements } from "@/lib/policy/parse";
import { copyOfBuiltIn } from "./duplicate";
import { roleGrants } from "./role-grants";

test.each(TOKEN_ROLES)("a copy of %s gives what it gives, and can be saved", (role) => {
  const copy = copyOfBuiltIn(role);
  const builtIn = [{ kind: "declared", policies: [tokenPolicy(role)] }] as const;
  expect(differenceOf(...matricesOf(builtIn, roleGrants(copy)))).toMatchObject({ gained: 0, lost: 0 });
  expect(parseStatements(copy.policy).ok).toBe(true);
});
