/** A passkey as its member sees it. Instants are epoch milliseconds. */
export type PasskeyView = {
  id: string;
  name: string;
  createdAt: number;
  lastUsedAt: number | null;
  /** It is kept by a provider that has it on several devices, and is not lost with one. */
  backedUp: boolean;
};

/**
 * Where passkeys work: browsers tie them to an origin whose host has a name, over https or on this machine. Otherwise why they
 * do not, with the address that the server was told, if any.
 */
export type PasskeySite =
  | { readonly origin: string; readonly rpId: string }
  | { readonly why: "plain_http" | "ip_address"; readonly origin: string }
  | { readonly why: "no_address" };

/** The same where they do work. */
export type WorkingSite = Extract<PasskeySite, { rpId: string }>;
