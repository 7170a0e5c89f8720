import { expect, test } from "vitest";
import { seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { whoCanCreate } from "./who-can-create";

const { db } = await testDatabase();

test("who can create tokens is told by kind and by either rule, with names, for whoever may see the settings", async () => {
  const account = await seedAccount(db);
  const [owner, admin] = [await account.join("owner"), await account.join("admin")];
  const [writer, , narrowed] = [
    await account.join("writer"),
    await account.join("no_access"),
    await account.join("writer"),
  ];
  const role = await seedRole(db, owner, [
    allow("*", ["proj/*", "member/*:token/*"]),
    deny("createAccessToken", "service-token/*"),
  ]);
  await giveRoles(db, owner, narrowed, [role]);
  expect(await whoCanCreate(db, writer.principal)).toMatchObject({ error: { kind: "forbidden" } });
  const administrators = { count: 2, names: ["Mo owner", "Mo admin"] };
  expect(await whoCanCreate(db, admin.principal)).toEqual({
    ok: true,
    value: {
      members: 5,
      personal: { everybody: { count: 4, names: ["Mo owner", "Mo admin", "Mo writer"] }, admins: administrators },
      service: { everybody: { count: 3, names: ["Mo owner", "Mo admin", "Mo writer"] }, admins: administrators },
    },
  });
});
