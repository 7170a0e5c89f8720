import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import { isFacts } from "./states";
import type { AuditActor, AuditFacts, AuditKind } from "./view";

/** What was done: the verb, and what follows it in a sentence. */
type Words = { readonly verb: string; readonly tail: string };
type Teller = (details: AuditFacts, name: string) => Words;

const toIt =
  (verb: string): Teller =>
  (_, name) => ({ verb, tail: ` ${name}` });
const byItself =
  (verb: string): Teller =>
  () => ({ verb, tail: "" });

/** Every act that is recorded, in words: the one table of them. What is not in it cannot be recorded (`AuditEvent`). */
const WORDS = {
  "account.createAccount": toIt("set up the account"),
  "account.updateOrganization": (details, name) => ({ verb: "renamed the account", tail: renamed(details, name) }),
  "account.acceptRestore": byItself("accepted that the database was restored"),
  "account.pruneAuditLog": byItself("removed the oldest part of the audit log"),
  "account.exportAuditLog": byItself("exported the audit log"),
  "account.exportAccessTokens": byItself("exported a list of tokens"),
  "account.updateTokenRules": byItself("changed the token rules"),
  "account.updateSessionDuration": byItself("changed how long sessions last"),
  "account.updateRequireMfa": ({ after }) => ({
    verb: "changed whether a second factor is required",
    tail:
      isFacts(after) && typeof after["factorRequired"] === "boolean"
        ? after["factorRequired"]
          ? ": it is"
          : ": it isn't"
        : "",
  }),
  "account.updateVocabulary": ({ after }) => ({
    verb: after === null ? "removed the vocabulary" : "changed the vocabulary",
    tail: "",
  }),
  "account.updateGatewayRoutes": byItself("changed the route rules"),
  "account.createGateway": toIt("made the gateway"),
  "account.deleteGateway": toIt("revoked the gateway"),
  "member.createMember": toIt("invited"),
  "member.acceptInvitation": byItself("joined the account"),
  "member.updateRole": baseRoleWords,
  "member.updateCustomRole": toIt("changed the custom roles of"),
  "member.updateMemberRoleAttributes": toIt("changed the role attributes of"),
  "member.renewInvitation": toIt("made a new invitation link for"),
  "member.endMemberSessions": toIt("ended sessions of"),
  "member.deleteMember": toIt("removed"),
  "member.changeName": byItself("changed their name"),
  "member.changePassword": byItself("changed their password"),
  "member.bindSignOn": ({ issuer }) => ({
    verb: "connected single sign-on",
    tail: typeof issuer === "string" ? ` at ${issuer}` : "",
  }),
  "member.unbindSignOn": toIt("disconnected single sign-on of"),
  "member.addPasskey": toIt("added the passkey"),
  "member.renamePasskey": (details, name) => ({ verb: "renamed the passkey", tail: renamed(details, name) }),
  "member.removePasskey": toIt("removed the passkey"),
  "member.refusePasskey": toIt("was refused with what may be a copy of the passkey"),
  "member.beginSecondFactor": byItself("began to set up a second factor"),
  "member.addSecondFactor": byItself("set up a second factor"),
  "member.replaceSecondFactor": byItself("moved their second factor to another app"),
  "member.renewRecoveryCodes": byItself("made new recovery codes"),
  "member.removeSecondFactor": byItself("removed their second factor"),
  "member.resetSecondFactor": toIt("reset the second factor of"),
  "member.issueResetLink": toIt("made a password reset link for"),
  "member.resetPassword": byItself("set a new password with a reset link"),
  "role.createRole": toIt("created the role"),
  "role.updateName": (details, name) => ({ verb: "renamed the role", tail: renamed(details, name) }),
  "role.updateDescription": toIt("changed the description of the role"),
  "role.updateBasePermissions": toIt("changed the base permissions of the role"),
  "role.updatePolicy": toIt("changed the policy of the role"),
  "role.deleteRole": toIt("deleted the role"),
  "token.createAccessToken": ({ kind }, name) =>
    toIt(kind === "service" ? "created the service token" : "created the token")({}, name),
  "token.confirmSecret": toIt("confirmed that the secret is stored of the token"),
  "token.updateAccessTokenName": (details, name) =>
    isFacts(details["after"]) && "name" in details["after"]
      ? { verb: "renamed the token", tail: renamed(details, name) }
      : toIt("changed the API version of the token")({}, name),
  "token.updateAccessTokenDescription": toIt("changed the note of the token"),
  "token.updateAccessTokenPolicy": toIt("changed the permissions of the token"),
  "token.updateAccessTokenExpiry": toIt("changed the expiry of the token"),
  "token.resetAccessToken": toIt("rotated the secret of the token"),
  "token.endOldSecret": toIt("ended the old secret of the token"),
  "token.pauseAccessToken": toIt("paused the token"),
  "token.resumeAccessToken": toIt("resumed the token"),
  "token.updateAccessTokenCaretaker": ({ after }, name) => {
    const to = isFacts(after) ? after["caretaker"] : undefined;
    return { verb: "named", tail: ` ${typeof to === "string" ? to : "somebody"} to look after the token ${name}` };
  },
  "token.deactivateAccessToken": toIt("deactivated the token"),
  "token.deleteAccessToken": toIt("revoked the token"),
  "session.proveAgain": ({ factor, method }) => ({ verb: "confirmed who they are", tail: byWay(factor, method) }),
  "session.signIn": ({ factor, method }) => ({ verb: "signed in", tail: byWay(factor, method) }),
  "session.beginSignIn": byItself("began to sign in; the second factor is asked for"),
  "session.failSecondFactor": byItself("gave wrong codes until signing in was over"),
  "session.signOut": byItself("signed out"),
  "session.endSession": byItself("ended one of their sessions"),
  "session.endOtherSessions": byItself("ended their other sessions"),
} as const satisfies Readonly<Record<`${AuditKind}.${string}`, Teller>>;

/** The name of an act: what it was done to, and what was done. */
export type AuditAct = keyof typeof WORDS;
/** The actions that can be recorded of one kind. */
export type AuditAction<K extends AuditKind> = AuditAct extends infer A
  ? A extends `${K}.${infer Action}`
    ? Action
    : never
  : never;

const CHOSEN_AS: Partial<Record<AuditAct, string>> = {
  "token.updateAccessTokenCaretaker": "named who looks after the token",
};
// One action stands for two acts: it is called by the one that is done most.
const RENAMED: AuditFacts = { after: { name: "" } };

/** Every act with its verb, as a list to choose from. */
export const AUDIT_ACTS: readonly { readonly act: AuditAct; readonly kind: AuditKind; readonly verb: string }[] = (
  Object.keys(WORDS) as AuditAct[]
).map((act) => ({ act, kind: act.split(".")[0] as AuditKind, verb: CHOSEN_AS[act] ?? WORDS[act](RENAMED, "").verb }));

/** The acts whose words hold a text of three letters or more, in any case; small words count for nothing. */
export function actsSaying(text: string): AuditAct[] {
  const sought = bare(text.toLowerCase());
  if (sought.trim().length < 3) return [];
  return AUDIT_ACTS.flatMap(({ act, verb }) => (bare(`${verb} ${SAID_TOO[act] ?? ""}`).includes(sought) ? [act] : []));
}

const bare = (text: string) => text.replaceAll(/\b(the|of|that|is|for|an?|one|their|them|with)\b ?/g, "");

/** Words of an act that depend on what it changed. */
const SAID_TOO: Partial<Record<AuditAct, string>> = {
  "member.updateRole": "promoted demoted",
  "token.updateAccessTokenName": "changed the API version",
  "account.updateVocabulary": "removed the vocabulary",
};

/** An act in words; one that the table does not know is named by its action. */
export function wordsFor(kind: AuditKind, action: string, details: AuditFacts, name: string): Words {
  const act = `${kind}.${action}`;
  const known: Teller | undefined = Object.hasOwn(WORDS, act) ? WORDS[act as AuditAct] : undefined;
  return (known ?? toIt(`did ${action} on`))(details, name);
}

/** What was done without the name of what it was done to, where nothing but that name follows the verb. */
export function saidOf({ verb, tail }: Words, name: string): string {
  return tail === ` ${name}` ? verb : `${verb}${tail}`;
}

/** What something is called: by its name, else by its id, for a name may be left out. */
export function labelOf({ kind, id, name }: { kind: AuditKind; id: string; name: string }): string {
  return name || (kind === "session" ? "a session" : id);
}

/** Whoever acted, in words. */
export function whoOf({ kind, member, token, operator }: AuditActor): string {
  if (kind === "system") return "Latchkey";
  const person = member && (`${member.firstName} ${member.lastName}`.trim() || member.email);
  const program = token && (token.name || `…${token.ending}`);
  if (person && program) return `${person} (through the token ${program})`;
  if (program) return `${program} (${token?.service ? "service token" : "token"})`;
  return person ?? (operator === null ? "Somebody" : `${operator} (at the server)`);
}

function renamed({ before }: AuditFacts, name: string): string {
  const old = isFacts(before) ? before["name"] : undefined;
  return typeof old === "string" && old !== "" ? ` ${old} to ${name}` : ` ${name}`;
}

/** How somebody proved who they are, where a password was not all of it. */
function byWay(factor: unknown, method: unknown): string {
  if (factor === "recovery")
    return method === "password" ? " by password and a recovery code" : " with a recovery code";
  if (factor === "passkey") return " with a passkey";
  if (method === "password") return ` by password${factor === "totp" ? " and code" : ""}`;
  return method === "single sign-on" ? " by single sign-on" : "";
}

/** A change of base role is a step up or a step down. */
function baseRoleWords({ before, after }: AuditFacts, name: string): Words {
  const [from, to] = [before, after].map((state) => (isFacts(state) ? baseRoleOf(state["baseRole"]) : null));
  if (!from || !to) return toIt("changed the role of")({}, name);
  const up = BASE_ROLES.indexOf(to) > BASE_ROLES.indexOf(from);
  return { verb: up ? "promoted" : "demoted", tail: ` ${name} from ${roleName(from)} to ${roleName(to)}` };
}

function baseRoleOf(value: unknown): BaseRole | null {
  return BASE_ROLES.find((role) => role === value) ?? null;
}
