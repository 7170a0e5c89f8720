import "server-only";
import { gateways, gatewayUses, members } from "@/drizzle/schema";

/** The columns behind a `GatewayView`: of the gateway itself, of its use, and of who made it. */
export const gatewayColumns = {
  id: gateways.id,
  name: gateways.name,
  asksBy: gateways.asksBy,
  secretTail: gateways.last4,
  createdAt: gateways.createdAt,
  createdBy: gateways.createdBy,
};
export const useColumns = { calls: gatewayUses.calls, lastAt: gatewayUses.lastAt };
export const makerColumns = { email: members.email, firstName: members.firstName, lastName: members.lastName };
