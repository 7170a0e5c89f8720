/** Whose permissions changed: one token's, or those of anything in the account. */
export type AuthorityChange = { readonly accountId: string; readonly tokenId: string | null };
