import "server-only";
import type { BasePermissions } from "@/lib/core/base-role";
import type { Statement } from "@/lib/policy/statement";

/** A custom role as somebody holds it. A deleted one is still held, and gives nothing (ruling R13). */
export type HeldRole = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly basePermissions: BasePermissions;
  readonly policy: readonly Statement[];
  /** Moves with every edit. */
  readonly version: number;
  readonly deleted: boolean;
};

const ROLES = `coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name,
  'basePermissions', r.base_permissions, 'policy', r.policy, 'version', r.version, 'deleted', r.deleted_at is not null) order by h.position, h.role_id)`;

/** SQL that answers with a member's directly held roles as JSON; `member` names the column with the member's id. */
export const heldByMember = (member: string) =>
  `${ROLES} from member_roles h join custom_roles r on r.id = h.role_id where h.member_id = ${member}), '[]')`;

/** The same for the roles that scope a token. */
export const heldByToken = (token: string) =>
  `${ROLES} from token_roles h join custom_roles r on r.id = h.role_id where h.token_id = ${token}), '[]')`;
