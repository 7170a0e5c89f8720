"use client";

import { Plus, Waypoints } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Act } from "@/components/ui/use-act";
import type { GatewayView } from "@/lib/gateways/view";
import { GatewayRow } from "./gateway-row";

const NewDialog = dynamic(() => import("./new-gateway-dialog").then((late) => late.NewGatewayDialog), { ssr: false });
const RevokeDialog = dynamic(() => import("./revoke-gateway-dialog").then((late) => late.RevokeGatewayDialog), {
  ssr: false,
});

type Props = {
  gateways: readonly GatewayView[];
  acts: { create: Act<{ name: string; credential: string }>; revoke: Act<{ name: string }> };
  /** Why the viewer may not make one, or revoke one; null where they may. */
  denied: { create: string | null; revoke: string | null };
  now: number;
  zone: string;
};

/** The account's gateways: made, looked at, revoked. */
export function GatewaysDesk({ gateways, acts, denied, now, zone }: Props) {
  const [open, setOpen] = useState<"none" | "new" | GatewayView>("none");
  const words = en.gateways;
  const close = () => setOpen("none");
  const button = (
    <Button
      look="primary"
      icon={<Plus aria-hidden className="size-4" />}
      disabled={denied.create !== null}
      aria-describedby={denied.create === null ? undefined : "gateways-denied"}
      onClick={() => setOpen("new")}
    >
      {words.new}
    </Button>
  );
  return (
    <>
      <div className="flex flex-col gap-1">
        <PageHeader title={words.title}>{gateways.length > 0 && button}</PageHeader>
        <p className="max-w-[720px] text-text-muted">{words.intro}</p>
        {denied.create !== null && (
          <p id="gateways-denied" className="text-xs text-text-muted">
            {denied.create}
          </p>
        )}
      </div>
      {gateways.length === 0 ? (
        <EmptyState icon={<Waypoints aria-hidden />} title={words.none} action={denied.create === null && button}>
          {denied.create === null ? words.noneBody : words.noneDenied}
        </EmptyState>
      ) : (
        <ul aria-label={words.list} className="rounded-lg border border-line bg-surface">
          {gateways.map((gateway) => (
            <GatewayRow
              key={gateway.id}
              gateway={gateway}
              denied={denied.revoke}
              now={now}
              zone={zone}
              onRevoke={() => setOpen(gateway)}
            />
          ))}
        </ul>
      )}
      {open === "new" && <NewDialog create={acts.create} onClose={close} />}
      {typeof open === "object" && <RevokeDialog gateway={open} revoke={acts.revoke} now={now} onClose={close} />}
    </>
  );
}
