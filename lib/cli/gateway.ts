import { createGateway } from "@/lib/gateways/create-gateway";
import { createGatewayInput, revokeGatewayInput } from "@/lib/gateways/input";
import { listGateways } from "@/lib/gateways/list-gateways";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { operatorPrincipal } from "@/lib/principals/principals";
import { type Bench, orStop, say, theAccount, withBench } from "./operator";
import { parseOptions } from "./parse";

export const operatorOf = async ({ db, operator }: Bench) =>
  operatorPrincipal({ accountId: (await theAccount(db)).id, name: operator });

/** `gateway create`: the gateway's id on standard error, and its credential, alone, on standard output. */
export async function createGatewayHere(raw: { name: string; byRoutes?: true }): Promise<void> {
  const input = parseOptions(createGatewayInput, { name: raw.name, asksBy: raw.byRoutes ? "routes" : "names" });
  await withBench(async (bench) => {
    const { gateway, secret } = orStop(await createGateway(bench.db, await operatorOf(bench), input));
    process.stderr.write(`Gateway ${gateway.id}. Its credential is shown this once:\n`);
    say(secret.reveal());
  });
}

/** `gateway list`: a line for each living gateway. */
export async function listGatewaysHere(): Promise<void> {
  await withBench(async (bench) => {
    const all = orStop(await listGateways(bench.db, await operatorOf(bench)));
    for (const { id, name, asksBy, secretTail } of all) say(`${id}  lkg_…${secretTail}  by ${asksBy}  ${name}`);
  });
}

/** `gateway revoke`: its credential is refused from now on. */
export async function revokeGatewayHere(id: string): Promise<void> {
  const input = parseOptions(revokeGatewayInput, { id });
  await withBench(async (bench) => {
    const { name } = orStop(await revokeGateway(bench.db, await operatorOf(bench), input));
    say(`Revoked ${name}.`);
  });
}
