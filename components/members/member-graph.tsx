import * as en from "@/components/messages/en";
import { displayName, type MemberTokens, type MemberView } from "@/lib/members/view";
import { accessGraph } from "./access-graph";
import { GraphPicture } from "./graph-picture";

type Props = { member: MemberView; tokens: MemberTokens; now: number };

/** Which roles stand behind which of a member's tokens: as a picture where there is room, and as a list (ux 8.4). */
export function MemberGraph({ member, tokens, now }: Props) {
  const graph = accessGraph(member, tokens, now);
  if (graph.groups.length === 0) return null;
  const words = en.member.graph;
  const name = displayName(member);
  const all = graph.groups.flatMap((group) => group.tokens);
  const held = graph.roles.filter((role) => role.held).length;
  return (
    <section aria-labelledby="graph" className="flex flex-col gap-3">
      <h2 id="graph" className="text-base font-semibold">
        {words.title}
      </h2>
      <div className="max-md:hidden">
        <GraphPicture
          name={name}
          graph={graph}
          label={words.label(name, held, tokens.items.length)}
          notHeld={words.notHeld}
          more={words.more}
        />
      </div>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-accent">{words.list}</summary>
        <ul className="flex flex-col gap-2 pt-2">
          {graph.roles.map(({ key, label, held: has }) => {
            const asking = all.filter(({ roles }) => roles.includes(key)).map(({ token }) => token.name || token.id);
            return (
              <li key={key}>
                <span className="font-semibold" dir="auto">
                  {label}
                </span>
                {!has && <span className="text-text-subtle"> · {words.notHeld}</span>}
                <span className="block wrap-anywhere text-text-muted">
                  {asking.length === 0 ? words.nobody : asking.join(", ")}
                </span>
              </li>
            );
          })}
        </ul>
      </details>
    </section>
  );
}
