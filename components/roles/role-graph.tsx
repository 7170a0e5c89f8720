import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { type Group, groupsOf, type Linked } from "./token-groups";

type Props = { role: string; tokens: readonly Linked[]; total: number; now: number };

const [WIDTH, ROW, HEAD, GAP] = [640, 22, 26, 10];
const [ROLE_X, ROLE_WIDTH, TOKEN_X] = [1, 180, 380];
const NAME_LENGTH = 30;

/** A role and the tokens that it reaches, by when they were last used (ux 8.4); of a change, what each gains or loses. */
export function RoleGraph({ role, tokens, total, now }: Props) {
  const words = en.roles.graph;
  const groups = groupsOf(tokens, total, now);
  if (groups.length === 0) return null;
  const placed = placedOf(groups);
  const height = Math.max(placed.height, 60);
  const middle = height / 2;
  return (
    <section
      className="relative overflow-x-auto rounded-lg border border-line bg-surface p-3"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture scrolls, also by keyboard
      tabIndex={0}
      aria-label={words.title}
    >
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={words.sentence(role, groups)}
        className="block h-auto w-full min-w-[560px] max-w-[720px] text-xs"
      >
        {placed.rows.map(({ key, y, link, group }) => (
          <path
            key={key}
            d={`M ${ROLE_X + ROLE_WIDTH} ${middle} C ${TOKEN_X - 80} ${middle} ${TOKEN_X - 110} ${y} ${TOKEN_X - 6} ${y}`}
            fill="none"
            className={strokeOf(group, link)}
            strokeWidth={link && link.lost > 0 ? 2.5 : 1.5}
            strokeDasharray={link ? (link.lost > 0 ? undefined : "5 4") : group.name === "idle" ? "2 3" : undefined}
          />
        ))}
        <rect
          x={ROLE_X}
          y={middle - 18}
          width={ROLE_WIDTH}
          height={36}
          rx={6}
          className="fill-raised stroke-line-strong"
        />
        <text x={ROLE_X + ROLE_WIDTH / 2} y={middle + 4} textAnchor="middle" className="fill-text font-semibold">
          {short(role, 24)}
        </text>
        {placed.heads.map(({ group, y }) => (
          <text key={group.name} x={TOKEN_X} y={y} className="fill-text-subtle">
            {words.groups[group.name]} · {group.count.toLocaleString("en")}
          </text>
        ))}
        {placed.rows.map(({ key, y, link, text }) => (
          <text key={key} x={TOKEN_X} y={y + 4} className={link || text ? "fill-text" : "fill-text-muted"}>
            {text}
            {link && link.lost > 0 && <tspan className="fill-danger-text font-semibold"> −{link.lost}</tspan>}
            {link && link.gained > 0 && <tspan className="fill-success-text font-semibold"> +{link.gained}</tspan>}
          </text>
        ))}
      </svg>
    </section>
  );
}

function strokeOf({ name }: Group, link: { lost: number } | null): string {
  if (link) return link.lost > 0 ? "stroke-chart-3" : "stroke-chart-1";
  return cn(
    name === "today" && "stroke-chart-2",
    name === "month" && "stroke-chart-1",
    name === "idle" && "stroke-control",
  );
}

type Row = { key: string; y: number; group: Group; text: string; link: { gained: number; lost: number } | null };

/** Where each line stands: groups below one another, a heading over each. */
function placedOf(groups: readonly Group[]): { rows: Row[]; heads: { group: Group; y: number }[]; height: number } {
  const rows: Row[] = [];
  const heads: { group: Group; y: number }[] = [];
  let y = 0;
  for (const group of groups) {
    heads.push({ group, y: y + 16 });
    y += HEAD;
    for (const { id, name, gained, lost } of group.shown) {
      const link = gained === undefined || lost === undefined ? null : { gained, lost };
      rows.push({ key: id, y: y + ROW / 2, group, text: short(name || id, NAME_LENGTH), link });
      y += ROW;
    }
    if (group.more > 0) {
      rows.push({
        key: `${group.name} more`,
        y: y + ROW / 2,
        group,
        text: en.roles.graph.more(group.more),
        link: null,
      });
      y += ROW;
    }
    y += GAP;
  }
  return { rows, heads, height: y };
}

const short = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
