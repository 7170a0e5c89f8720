import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { updateMember } from "@/lib/members/update-member";
import type { Statement } from "@/lib/policy/statement";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { createRoleInput, updateRoleInput } from "@/lib/roles/input";
import { updateRole } from "@/lib/roles/update-role";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput, updateTokenInput } from "@/lib/tokens/input";
import { updateToken } from "@/lib/tokens/update-token";
import { verifyToken } from "@/lib/tokens/verify-token";
import { asNow, NOWHERE, type TestMember } from "./account";
import { allow, deny } from "./roles";

const P = "${" + "roleAttribute/p}";

/** What managers of all sorts may do: each lacks something of what it would be tempting to have. */
export const MANAGERS: Statement[][] = [
  [allow("*", ["role/*", "member/*", "member/*:token/*"]), allow("*", `proj/${P}:env/*`)],
  [allow("*", "*"), deny("createAccessToken", ["member/*:token/*", "service-token/*"]), deny("*", "acct")],
  [allow("*", "*"), deny("DELETE*", "proj/*"), deny("*", ["acct", `proj/${P}`])],
  [{ effect: "allow", notActions: ["deleteFlag", "updateAccountOwner"], notResources: ["proj/b:env/*", "acct"] }],
  [allow(["*Role*", "*Member*", "*Token*", "updatePolicy", "update*Permissions", "view*"], "*")],
];
const STATEMENTS: Statement[] = [
  allow("*", "*"),
  allow("view*", "*"),
  allow("*", "proj/a:env/*"),
  allow("deleteFlag", `proj/${P}:env/*`),
  allow("createAccessToken", ["member/*:token/*", "service-token/*"]),
  allow("*Owner", "acct"),
  { effect: "allow", notActions: ["deleteflag"], resources: ["*"] },
  { effect: "allow", actions: ["*"], notResources: ["ACCT", "proj/B:env/*"] },
  { effect: "allow", actions: ["*"], notResources: [`proj/${P}`] },
  deny("*", "proj/b:env/*"),
  deny("createAccessToken", "*"),
  deny("*", `proj/${P}`),
];

const some = <T>(from: readonly T[], by: number): T => from[by % from.length] as T;
const policyFrom = (seed: number) => STATEMENTS.filter((_, i) => (seed >> i) % 3 === 0).slice(0, 4);
const BASE = ["no_access", "reader", "writer", "admin", "owner"] as const;

/** Some members and their tokens, who try what they can together; which of it they may is the domain's to say. */
export class Gang {
  readonly secrets: string[] = [];
  readonly tokenIds: string[] = [];
  readonly keys: string[] = [];
  #made = 0;
  constructor(
    readonly db: Db,
    readonly people: readonly TestMember[],
  ) {}

  async principals(): Promise<Principal[]> {
    const sessions = await Promise.all(this.people.map((person) => asNow(this.db, person)));
    const found = await Promise.all(this.secrets.map((secret) => verifyToken(this.db, secret, NOWHERE)));
    return [...sessions, ...found.flatMap((each) => (each.status === "valid" ? [each.principal] : []))];
  }

  async step([kind, a, b, c]: readonly [number, number, number, number]): Promise<void> {
    const actor = some(await this.principals(), a);
    const person = some(this.people, b);
    const key = some([...this.keys, "none"], c);
    const basePermissions = some(["reader", "no_access"] as const, c);
    switch (kind % 8) {
      case 0: {
        const made = `gang-${person.id}-${++this.#made}`;
        const input = createRoleInput.parse({ key: made, name: made, basePermissions, policy: policyFrom(b) });
        if ((await createRole(this.db, actor, input)).ok) this.keys.push(made);
        return;
      }
      case 1:
        await updateRole(this.db, actor, updateRoleInput.parse({ role: key, policy: policyFrom(b), basePermissions }));
        return;
      case 2:
        await updateMember(this.db, actor, { id: person.id, roles: key === "none" ? [] : [key] });
        return;
      case 3:
        await updateMember(this.db, actor, { id: person.id, baseRole: some(BASE, c), ...(b % 3 ? {} : { roles: [] }) });
        return;
      case 4:
        await updateMember(this.db, actor, {
          id: person.id,
          roleAttributes: some<Record<string, string[]>>([{}, { p: ["a"] }, { p: ["b"] }, { p: ["a", "b"] }], c),
        });
        return;
      case 5: {
        const input = createTokenInput.parse({ kind: some(["personal", "service"], b), role: this.#scope(b, key) });
        const issued = await createToken(this.db, actor, input);
        if (!issued.ok) return;
        this.secrets.push(issued.value.secret.reveal());
        this.tokenIds.push(issued.value.token.id);
        return;
      }
      case 6: {
        const id = some(this.tokenIds, b);
        if (id) await updateToken(this.db, actor, updateTokenInput.parse({ id, role: this.#scope(c, key) }));
        return;
      }
      case 7:
        await deleteRole(this.db, actor, { role: key, evenInUse: true, comment: "" });
    }
  }

  #scope(seed: number, key: string) {
    if (seed % 3 === 0) return { source: "base", baseRole: some(BASE.slice(1), seed) };
    if (seed % 3 === 1 && key !== "none") return { source: "custom", roles: [key] };
    return { source: "inline", statements: [allow("*", "*"), ...policyFrom(seed)] };
  }
}
