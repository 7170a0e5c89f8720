import type { Db } from "@/lib/db/client";
import { addPasskey } from "@/lib/passkeys/add-passkey";
import { beginPasskey } from "@/lib/passkeys/begin-passkey";
import { listPasskeys } from "@/lib/passkeys/list-passkeys";
import { askForPasskey } from "@/lib/passkeys/sign-in-with-passkey";
import type { WorkingSite } from "@/lib/passkeys/view";
import type { TestMember } from "./account";
import { Authenticator } from "./authenticator";

export const SITE: WorkingSite = { origin: "https://latchkey.example", rpId: "latchkey.example" };
export const VISITOR = "c".repeat(64);

export const sessionIdOf = ({ principal: { actor } }: Pick<TestMember, "principal">): string =>
  actor.kind === "session" ? actor.id : "";

/** A device of the member's with a passkey that is added to their account. */
export async function seedPasskey(
  db: Db,
  member: TestMember,
  { name = "laptop", counts = true } = {},
): Promise<{ device: Authenticator; id: string }> {
  const session = sessionIdOf(member);
  const device = new Authenticator(SITE.origin, { counts });
  const begun = await beginPasskey(db, member.principal, SITE, session);
  if (!begun.ok) throw new Error(begun.error.kind);
  const input = { name, attestation: device.create(begun.value) };
  const added = await addPasskey(db, member.principal, SITE, input, session);
  if (!added.ok) throw new Error(added.error.kind);
  Object.assign(member, { sid: added.value.sid.reveal() }); // they go on by their session's new id
  const id = (await listPasskeys(db, member.principal)).at(-1)?.id;
  return { device, id: id ?? "" };
}

/** The question that a visitor's browser is asked. */
export const asVisitor = (db: Db) => askForPasskey(db, SITE, { purpose: "sign_in", of: VISITOR });
