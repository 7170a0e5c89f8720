import type { AccessGraph } from "./access-graph";

type Props = { name: string; graph: AccessGraph; label: string; notHeld: string; more: (count: number) => string };

const ROW = 24;
const X = { member: 0, roleIn: 190, role: 200, roleOut: 380, token: 470 } as const;
const WIDTH = 720;

type Line = { readonly key: string; readonly text: string; readonly head: boolean; readonly roles: readonly string[] };

/** Member → roles → tokens, drawn on the server; a dashed line is a role that is asked for and not held. */
export function GraphPicture({ name, graph: { roles, groups }, label, notHeld, more }: Props) {
  const lines: Line[] = groups.flatMap(({ title, tokens, more: left }) => [
    { key: title, text: title, head: true, roles: [] },
    ...tokens.map(({ token, roles: asked }) => ({
      key: token.id,
      text: token.name || token.id,
      head: false,
      roles: asked,
    })),
    ...(left > 0 ? [{ key: `${title} more`, text: more(left), head: false, roles: [] }] : []),
  ]);
  const height = Math.max(lines.length, roles.length * 2, 2) * ROW;
  const between = height / roles.length;
  const yOf = new Map(roles.map(({ key }, i) => [key, (i + 0.5) * between]));
  const middle = height / 2;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="h-auto w-full max-w-[720px] text-text"
    >
      <g fill="none" strokeWidth="1.5">
        {roles.map(({ key, held }) => (
          <path
            key={key}
            d={curve(X.member + 130, middle, X.roleIn, yOf.get(key) ?? 0)}
            stroke={held ? "var(--color-chart-1)" : "var(--color-control)"}
            strokeDasharray={held ? undefined : "4 4"}
          />
        ))}
        {lines.flatMap(({ key, roles: asked }, i) =>
          asked.map((role) => (
            <path
              key={`${key} ${role}`}
              d={curve(X.roleOut, yOf.get(role) ?? 0, X.token - 8, (i + 0.5) * ROW)}
              stroke="var(--color-control)"
            />
          )),
        )}
      </g>
      <g fontSize="13" fill="currentColor">
        <text x={X.member} y={middle} dominantBaseline="central" fontWeight="600">
          {cut(name, 18)}
        </text>
        {roles.map(({ key, label: text, held }) => (
          <g key={key}>
            <text x={X.role} y={(yOf.get(key) ?? 0) - (held ? 0 : 7)} dominantBaseline="central">
              {cut(text, 24)}
            </text>
            {!held && (
              <text
                x={X.role}
                y={(yOf.get(key) ?? 0) + 9}
                dominantBaseline="central"
                fontSize="11"
                fill="var(--color-text-subtle)"
              >
                {notHeld}
              </text>
            )}
          </g>
        ))}
        {lines.map(({ key, text, head }, i) => (
          <text
            key={key}
            x={X.token}
            y={(i + 0.5) * ROW}
            dominantBaseline="central"
            fontSize={head ? 11 : 13}
            fill={head ? "var(--color-text-subtle)" : "currentColor"}
          >
            {cut(text, 34)}
          </text>
        ))}
      </g>
    </svg>
  );
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const half = (x1 + x2) / 2;
  return `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
}

/** The beginning of a text that is too long for its place. */
function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}
