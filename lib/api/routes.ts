import { account } from "./account";
import { auditLogRoutes } from "./auditlog/routes";
import { callerIdentity } from "./caller-identity";
import { memberRoutes } from "./members/routes";
import { openApiRoute } from "./openapi";
import { roleRoutes } from "./roles/routes";
import { root } from "./root";
import type { Route } from "./token-route";
import { tokenRoutes } from "./tokens/routes";
import { versions } from "./versions";
import { vocabularyRoutes } from "./vocabulary/routes";

const rooms: readonly Route[] = [
  root,
  callerIdentity,
  versions,
  account,
  ...tokenRoutes,
  ...roleRoutes,
  ...memberRoutes,
  ...auditLogRoutes,
  ...vocabularyRoutes,
];

/** Every route there is; the contract is made of these. */
export const ROUTES: readonly Route[] = [...rooms, openApiRoute(rooms)];
