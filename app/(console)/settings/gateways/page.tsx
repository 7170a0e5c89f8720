import { Waypoints } from "lucide-react";
import { GatewaysDesk } from "@/components/gateways/gateways-desk";
import { MemorySection } from "@/components/gateways/memory-section";
import * as en from "@/components/messages/en";
import { orListed } from "@/components/messages/words";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { gatewaysPage } from "@/lib/gateways/list-gateways";
import { readRoutes } from "@/lib/routes/read-routes";
import { readForPage } from "../read";
import { createGatewayAction, revokeGatewayAction } from "./actions";

export const metadata = { title: "Gateways · Settings" };

export default async function GatewaysPage() {
  const { principal, db, names, zone, now } = await readForPage();
  const words = en.gateways;
  const [page, rules] = await Promise.all([gatewaysPage(db, principal), readRoutes(db, principal)]);
  if (!page.ok || !rules.ok) {
    const ask = names.length > 0 ? words.askOne(orListed(names)) : words.askOwner;
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState icon={<Waypoints aria-hidden />} title={words.denied(ask)} />
      </>
    );
  }
  const { gateways, instances, rights } = page.value;
  const denied = en.settings.denied(en.settings.gatewaysWord, names);
  return (
    <>
      <GatewaysDesk
        gateways={gateways}
        acts={{ create: createGatewayAction, revoke: revokeGatewayAction }}
        denied={{ create: rights.create ? null : denied, revoke: rights.revoke ? null : denied }}
        now={now}
        zone={zone}
      />
      <section aria-labelledby="rules" className="flex flex-col items-start gap-3">
        <div>
          <h2 id="rules" className="text-lg font-semibold">
            {words.rules}
          </h2>
          <p className="text-text-muted">{words.rulesBody(rules.value.routes.length)}</p>
        </div>
        <ButtonLink href="/settings/gateways/routes">{words.toRules}</ButtonLink>
      </section>
      <MemorySection instances={instances} now={now} zone={zone} />
    </>
  );
}
