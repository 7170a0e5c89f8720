import type { NotInvited } from "@/lib/members/view";

/** What is shown once: a token's secret; or the links of invitations or a gateway's credential, which nobody confirms. */
export type Shown = ShownSecret | ShownLinks | ShownCredential;

export type ShownCredential = { readonly gateway: string; readonly credential: string };

/** What became of each address: its link, or why there is none. */
export type ShownLinks = {
  readonly links: readonly { readonly email: string; readonly link: string | null; readonly why: NotInvited | null }[];
};

export type ShownSecret = {
  readonly tokenId: string;
  readonly name: string;
  readonly secret: string;
  /** For the `.env` file: "personal · expires 2027-02-21". */
  readonly about: string;
  /** For a rotated one: what is said of the old secret, if it works on. */
  readonly rotated?: string | null;
};

/** What the `.env` file says of a token. */
export function aboutToken({ kind, expiresAt }: { kind: "personal" | "service"; expiresAt: number | null }): string {
  return `${kind} · ${expiresAt === null ? "never expires" : `expires ${new Date(expiresAt).toISOString().slice(0, 10)}`}`;
}
