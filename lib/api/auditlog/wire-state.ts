import { z } from "zod";
import type { AuditFacts, AuditKind } from "@/lib/audit/view";

/** A state in the wire's names. */
export type WireState = Readonly<Record<string, unknown>>;

const NAMES: Record<AuditKind, Readonly<Record<string, string>>> = {
  account: { owner: "owner" },
  member: { baseRole: "role", roles: "customRoles", attributes: "roleAttributes" },
  role: {
    key: "key",
    name: "name",
    description: "description",
    basePermissions: "basePermissions",
    policy: "policy",
  },
  token: {
    name: "name",
    description: "description",
    expiresAt: "expirationDate",
    defaultApiVersion: "defaultApiVersion",
  },
  session: {},
};

/** A state as it may leave: only fields that are named here do, and one without a value is left out. */
export function toWireState(kind: AuditKind, state: AuditFacts | null): WireState | null {
  if (!state) return null;
  const plain = Object.entries(NAMES[kind]).flatMap(([field, name]) => {
    const value = state[field];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(plain), ...(kind === "token" ? tokenForms(state) : {}) };
}

const declared = z.discriminatedUnion("source", [
  z.object({ source: z.literal("base"), baseRole: z.string() }),
  z.object({ source: z.literal("custom"), roles: z.array(z.object({ id: z.string() })) }),
  z.object({ source: z.literal("inline"), statements: z.array(z.unknown()) }),
]);

/** What a token declares, in the form that it has (semantics 1.2), and which kind it is. */
function tokenForms({ role, kind }: AuditFacts): WireState {
  return { ...roleForm(role), ...(kind === undefined ? {} : { serviceToken: kind === "service" }) };
}

function roleForm(role: unknown): WireState {
  const { data } = declared.safeParse(role);
  if (data?.source === "base") return { role: data.baseRole };
  if (data?.source === "custom") return { customRoleIds: data.roles.map(({ id }) => id) };
  return data ? { inlineRole: data.statements } : {};
}
