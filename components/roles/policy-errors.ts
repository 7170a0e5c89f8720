import * as en from "@/components/messages/en";
import type { Trouble } from "@/components/ui/use-act";

/** What was refused about a policy, each with its place in words: `policy/1/actions/0` is "Statement 2, actions". */
export function policyErrors(fields: Trouble["fields"]): string[] {
  return Object.entries(fields).flatMap(([path, sentences]) => {
    const [field, index, list] = path.split("/");
    if (field !== "policy") return [];
    return sentences.map((sentence) => {
      if (index === undefined || sentence.startsWith("Statement ")) return sentence;
      return `${en.roleEdit.place(Number(index) + 1, list)}: ${sentence}`;
    });
  });
}
