import type { InstanceView } from "@/lib/leases/view";

/** Who says what a request is that a gateway asks about: its proxy, action and resource by name, or the account's route rules. */
export type AsksBy = "names" | "routes";

/** What may leave the server about a gateway. Instants are epoch milliseconds. */
export type GatewayView = {
  id: string;
  name: string;
  asksBy: AsksBy;
  /** The last four characters of its credential. */
  secretTail: string;
  createdAt: number;
  /** The member who made it, by id; null for the operator. */
  createdBy: string | null;
  /** Their name, also when they are gone; null for the operator. */
  maker: string | null;
  /** How often it asked since it was made, and when last; null if it never did. */
  calls: number;
  lastUsedAt: number | null;
};

/** An account's gateways, the processes that answer them from memory, and what the viewer may do. */
export type GatewaysPage = {
  readonly gateways: readonly GatewayView[];
  readonly instances: readonly InstanceView[];
  readonly rights: { readonly create: boolean; readonly revoke: boolean };
};
