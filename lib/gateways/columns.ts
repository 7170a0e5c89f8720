import "server-only";
import { gateways } from "@/drizzle/schema";
import type { GatewayView } from "./view";

/** The columns behind a `GatewayView`. */
export const gatewayColumns = {
  id: gateways.id,
  name: gateways.name,
  secretTail: gateways.last4,
  createdAt: gateways.createdAt,
  createdBy: gateways.createdBy,
};

type Row = Omit<GatewayView, "createdAt"> & { readonly createdAt: Date };

export const toGatewayView = (row: Row): GatewayView => ({ ...row, createdAt: row.createdAt.getTime() });
