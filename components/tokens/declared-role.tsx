import * as en from "@/components/messages/en";
import { formatStatements } from "@/components/policy/format-statements";
import { roleName } from "@/lib/core/refusal-sentence";
import type { TokenRoleView } from "@/lib/tokens/view";

/** What a token declares: its base role, its custom roles, or its policy as it is written. */
export function DeclaredRole({ role, service }: { role: TokenRoleView; service: boolean }) {
  if (role.source === "base") return <p>{roleName(role.baseRole)}</p>;
  if (role.source === "inline") {
    return (
      <>
        <p>{en.tokens.inlineFull(role.statements.length)}</p>
        <details>
          <summary className="cursor-pointer rounded-sm text-accent">{en.access.showPolicy}</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
            tabIndex={0}
            className="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs"
          >
            {formatStatements(role.statements)}
          </pre>
        </details>
      </>
    );
  }
  return (
    <>
      <ul className="flex flex-col gap-1">
        {role.roles.map(({ id, name, key, deleted }) => (
          <li key={id}>
            {deleted ? <s dir="auto">{name}</s> : <span dir="auto">{name}</span>}{" "}
            <span className="font-mono text-xs text-text-subtle">{key}</span>
            {deleted && <span className="text-xs text-text-subtle"> · {en.access.roleGone}</span>}
          </li>
        ))}
      </ul>
      <p className="text-xs text-text-subtle">{service ? en.access.followsWithin : en.access.follows}</p>
    </>
  );
}
