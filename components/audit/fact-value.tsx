import * as en from "@/components/messages/en";
import { formatInstant } from "@/components/ui/format-time";

const INSTANT = /(At|Until|Before|After)$/;
const FIRST_INSTANT = 1e12; // of this century: a smaller number is a count

/** A fact in words where there are any, else as it is kept. */
export function FactValue({ field, value, zone }: { field: string; value: unknown; zone: string }) {
  const words = en.audit.entry;
  if (value === undefined) return <span className="text-text-disabled">{words.was}</span>;
  const text = inWords(field, value, zone);
  if (text === null)
    return (
      <pre className="max-h-64 overflow-auto whitespace-pre-wrap font-mono text-xs">
        {JSON.stringify(value, null, 2)}
      </pre>
    );
  return (
    <span className="whitespace-pre-wrap" dir="auto">
      {text}
    </span>
  );
}

function inWords(field: string, value: unknown, zone: string): string | null {
  const words = en.audit.entry;
  if (value === null || value === "") return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number")
    return INSTANT.test(field) && value > FIRST_INSTANT
      ? `${formatInstant(value, zone)} (${zone})`
      : value.toLocaleString("en");
  if (typeof value === "string") return field === "baseRole" || field === "basePermissions" ? roleWord(value) : value;
  if (Array.isArray(value)) return everyText(value) ? (value.length === 0 ? words.none : words.list(value)) : null;
  return declaredRole(value);
}

const everyText = (values: readonly unknown[]): values is readonly string[] =>
  values.every((value) => typeof value === "string");

function roleWord(role: string): string {
  return Object.hasOwn(en.create.roles, role) ? en.create.roles[role as keyof typeof en.create.roles][0] : role;
}

/** What a token declares: a base role by its name, custom roles by their keys; an inline policy is shown as it is. */
function declaredRole(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const { source, baseRole, roles } = value as { source?: unknown; baseRole?: unknown; roles?: unknown };
  if (source === "base" && typeof baseRole === "string") return roleWord(baseRole);
  if (source !== "custom" || !Array.isArray(roles)) return null;
  const keys = roles.map((role: { name?: unknown; key?: unknown }) => role.name ?? role.key);
  return everyText(keys) ? en.audit.entry.list(keys) : null;
}
