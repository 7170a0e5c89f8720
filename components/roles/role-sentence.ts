import * as en from "@/components/messages/en";
import type { RoleView } from "@/lib/roles/view";
import { statementWords } from "./statement-words";

/** What a role allows, in a sentence. */
export function roleSentence({ policy, basePermissions }: Pick<RoleView, "policy" | "basePermissions">): string {
  const floor = basePermissions === "reader" ? ["View everything"] : [];
  const said = [...floor, ...policy.map(statementWords)].join(". ");
  return said === "" ? en.roles.noStatements : said;
}
