import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { call } from "./call";
import type { Person } from "./people";

export type RoleMade = { readonly id: string; readonly key: string; readonly name: string };

/** Makes a custom role through the API, with the secret of somebody who may. */
export async function aRole(
  secret: string,
  name: string,
  policy: unknown,
  basePermissions = "no_access",
): Promise<RoleMade> {
  const key = `role-${randomBytes(4).toString("hex")}`;
  const answer = await call(secret, "/roles", "POST", { key, name, basePermissions, policy });
  expect(answer, answer.body).toMatchObject({ status: 201 });
  return { id: String(answer.json["_id"]), key, name };
}

/** Gives a member custom roles and attribute values through the API. */
export async function giveRoles(
  secret: string,
  person: Person,
  roles: readonly RoleMade[],
  roleAttributes: Readonly<Record<string, readonly string[]>> = {},
): Promise<void> {
  const found = await call(secret, `/members?filter=query:${encodeURIComponent(person.email)}`);
  const [member] = found.json["items"] as { _id: string }[];
  const patch = [
    { op: "replace", path: "/customRoles", value: roles.map(({ id }) => id) },
    { op: "replace", path: "/roleAttributes", value: roleAttributes },
  ];
  const answer = await call(secret, `/members/${member?._id}`, "PATCH", patch);
  expect(answer, answer.body).toMatchObject({ status: 200 });
}
