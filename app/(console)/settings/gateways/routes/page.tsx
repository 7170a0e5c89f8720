import { notFound } from "next/navigation";
import { RouteCrumbs } from "@/components/gateways/route-crumbs";
import { RoutesDesk } from "@/components/gateways/routes-desk";
import * as en from "@/components/messages/en";
import { LastChanged } from "@/components/settings/last-changed";
import { PageHeader } from "@/components/shell/page-header";
import { readRoutes } from "@/lib/routes/read-routes";
import { readForPage } from "../../read";
import { readRoutesFileAction, saveRoutesAction, tryRouteAction } from "./actions";

export const metadata = { title: "Route rules · Settings" };

const ACTS = { save: saveRoutesAction, readFile: readRoutesFileAction, try: tryRouteAction };

export default async function RoutesPage() {
  const { principal, db, settings, names, zone, now } = await readForPage();
  const found = await readRoutes(db, principal);
  if (!found.ok) notFound();
  const { revision, routes } = found.value;
  return (
    <>
      <div className="flex flex-col gap-1">
        <RouteCrumbs />
        <PageHeader title={en.routes.title}>
          <LastChanged saved={settings.saved.updateGatewayRoutes} now={now} zone={zone} />
        </PageHeader>
        <p className="max-w-[720px] text-text-muted">{en.routes.intro}</p>
      </div>
      <RoutesDesk
        seen={revision}
        routes={routes}
        acts={ACTS}
        denied={settings.rights.updateGatewayRoutes ? null : en.settings.denied(en.settings.routesWord, names)}
      />
    </>
  );
}
