/** A secret on its one showing, or an invitation link, which is shown the same way. */
export type Shown = {
  /** The token's id; null for a link, which nobody confirms. */
  readonly tokenId: string | null;
  readonly name: string;
  readonly secret: string;
  /** For the `.env` file: "personal · expires 2027-02-21". */
  readonly about: string;
};
