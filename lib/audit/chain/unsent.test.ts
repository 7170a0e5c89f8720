import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { installation } from "@/drizzle/schema";
import { heldBecause } from "@/lib/db/errors";
import { removeMember } from "@/lib/members/remove-member";
import { renameAccount } from "@/lib/settings/rename-account";
import { issue } from "@/lib/testing/account";
import { ACTS, aStage } from "@/lib/testing/acts";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { HeadExporter } from "./head-exporter";
import { sealEntries } from "./seal-entries";
import type { HeadSink } from "./sinks";
import { noteUnsent, unsentSeconds } from "./unsent";

const { db, pool } = await testDatabase();
const { call } = testApi(db);
await db.insert(installation).values({ secretCheck: Buffer.alloc(32) });

const held = (error: unknown) => heldBecause(error);
const since = (interval: string) =>
  db.update(installation).set({ headsUnsentSince: sql`now() - ${interval}::interval` });

afterEach(() => noteUnsent(db, false));

async function sealed() {
  const stage = await aStage(db);
  await issue(db, stage.owner);
  await sealEntries(db);
  return stage;
}

/** A place that takes lines only as long as it is told to. */
function aPlace() {
  const place = { taken: [] as string[], good: false };
  const sink: HeadSink = async (lines) => {
    if (!place.good) throw new Error("full");
    place.taken.push(...lines);
  };
  return { place, sink };
}

describe("where no place takes the heads", () => {
  test("it is tried again soon and then less often, at least once a minute; what was missed is sent, and nothing is told twice", async () => {
    await sealed();
    const { place, sink } = aPlace();
    const exporter = new HeadExporter(db, [sink], () => {});
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      await exporter.export();
      waits.push(exporter.nextInMs());
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000));
    place.good = true;
    await exporter.export();
    expect(exporter.nextInMs()).toBe(60_000);
    const lines = place.taken.length;
    expect(lines).toBeGreaterThan(0);
    await exporter.export();
    expect(place.taken).toHaveLength(lines);
  });

  test("it is noted from when on, once, and no more when one takes them; with another place that does, it is nothing", async () => {
    await sealed();
    const [bad, good] = [aPlace(), aPlace()];
    good.place.good = true;
    await new HeadExporter(db, [bad.sink, good.sink], () => {}).export();
    expect(await unsentSeconds(db)).toBe(0);

    const exporter = new HeadExporter(db, [bad.sink], () => {});
    await exporter.export();
    await since("3 hours");
    await exporter.export();
    expect(await unsentSeconds(db)).toBeGreaterThan(3 * 3_600 - 1);
    bad.place.good = true;
    await exporter.export();
    expect(await unsentSeconds(db)).toBe(0);
  });

  test("a server that is started without any place lets go what was held", async () => {
    await since("2 days");
    await new HeadExporter(db, [], () => {}).export();
    expect(await unsentSeconds(db)).toBe(0);
  });

  test("everything goes on for a day", async () => {
    const { owner } = await sealed();
    await since("23 hours 59 minutes");
    const renamed = await renameAccount(db, owner.principal, { seen: { name: "Acme" }, asked: { name: "Globex" } });
    expect(renamed.ok).toBe(true);
  });

  test("after a day no change is made, and the API says so with 503; revoking, removing and signing in go on", async () => {
    const { owner, writer } = await sealed();
    const { token, secret } = await issue(db, owner, { role: "owner" });
    const mine = await issue(db, writer);
    const signingIn = await ACTS["signing in"]?.({ db, accountId: "", owner, writer });
    await since("1 day 1 minute");
    const rename = renameAccount(db, owner.principal, { seen: { name: "Acme" }, asked: { name: "Globex" } });
    await expect(rename.catch(held)).resolves.toBe("heads");
    const { status, json, headers } = await call(secret, "POST", "/tokens", { name: "x", role: "reader" });
    expect([status, json.code, headers.get("retry-after")]).toEqual([503, "changes_paused", "60"]);
    expect(json.message).toContain("Revoking, pausing and removing still work");
    expect((await call(secret, "GET", "/tokens")).status).toBe(200);

    expect(await signingIn?.()).toMatchObject({ ok: true });
    expect((await revokeToken(db, owner.principal, { id: mine.token.id, reason: "" })).ok).toBe(true);
    expect((await removeMember(db, owner.principal, writer.id)).ok).toBe(true);
    expect((await call(secret, "DELETE", `/tokens/${token.id}`)).status).toBe(204);
    const { rows } = await pool.query("select name from accounts where id = $1", [owner.principal.accountId]);
    expect(rows).toEqual([{ name: "Acme" }]);
  });
});
