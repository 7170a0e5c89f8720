/** A secret on its one showing, or an invitation link, which is shown the same way. */
export type Shown = {
  /** The token's id; null for a link, which nobody confirms. */
  readonly tokenId: string | null;
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
