import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { openDoors } from "@/lib/doors/doors";
import type { GatewayUse } from "@/lib/doors/note-use";
import { createGateway } from "@/lib/gateways/create-gateway";
import { seedAccount } from "@/lib/testing/account";
import { beforeItGoes, type TestDatabase } from "@/lib/testing/database";
import { type Instance, startInstance, untilHeld } from "@/lib/testing/instance";

export type Latchkey = {
  readonly url: string;
  readonly instance: Instance;
  readonly uses: GatewayUse[];
  /** Paths that were asked for since it was emptied. */
  readonly asked: string[];
  /** As if the process were gone: nobody listens, and every connection is cut. */
  goAway(): Promise<void>;
};

/** A process of Latchkey with its real doors, on the test's database. */
export async function startLatchkey({ db, url: database }: TestDatabase): Promise<Latchkey> {
  const instance = startInstance(database);
  const uses: GatewayUse[] = [];
  const asked: string[] = [];
  const { authority, lease } = instance;
  const doors = openDoors({ db, authority, lease, note: (_, use) => void uses.push(use), onError: () => {} });
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    if (!doors(request, response, request.url ?? "/", "")) response.writeHead(418).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const goAway = () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
  beforeItGoes(async () => {
    await goAway();
    await instance.stop();
  });
  await untilHeld(instance);
  return { url, instance, uses, asked, goAway };
}

/** An account with its Owner, a Writer and a gateway's credential. */
export async function seedGateway({ db }: TestDatabase) {
  const account = await seedAccount(db);
  const [owner, writer] = [await account.join("owner"), await account.join("writer")];
  const made = await createGateway(db, owner.principal, { name: "orders" });
  if (!made.ok) throw new Error(made.error.kind);
  const { gateway, secret } = made.value;
  return { account, owner, writer, gateway, credential: secret.reveal() };
}

export type Gate = {
  readonly fetch: typeof fetch;
  /** Neither the feed nor its acknowledgements get through; questions do. */
  freeze(): void;
  thaw(): void;
  /** Cuts the feed, and lets none be opened until it is mended. */
  cut(): void;
  mend(): void;
};

/** What lies between a verifier and the server, as a test has it. */
export function gate(): Gate {
  let [thaw, thawed] = [() => {}, Promise.resolve()];
  let broken = false;
  const cuts = new Set<AbortController>();
  const passing: typeof fetch = async (input, init) => {
    const path = new URL(String(input)).pathname;
    if (!path.startsWith("/authz/events")) return fetch(input, init);
    if (broken) throw new TypeError("cut");
    if (path.endsWith("/ack")) {
      await thawed;
      return fetch(input, init);
    }
    const cut = new AbortController();
    cuts.add(cut);
    const signal = AbortSignal.any([cut.signal, ...(init?.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...init, signal });
    const held = new TransformStream<Uint8Array, Uint8Array>({
      async transform(bytes, controller) {
        await thawed;
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(held) ?? null, response);
  };
  return {
    fetch: passing,
    freeze() {
      thawed = new Promise((resolve) => {
        thaw = resolve;
      });
    },
    thaw: () => thaw(),
    cut() {
      broken = true;
      for (const one of cuts) one.abort();
      cuts.clear();
    },
    mend() {
      broken = false;
    },
  };
}
