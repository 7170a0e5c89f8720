import crypto from "node:crypto";

/** What an issuer says other than it should, and by what the token is signed then. */
export type Lie = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly by?: "another key" | "its public key" | "nothing";
  /** An error in the place of tokens. */
  readonly instead?: Readonly<Record<string, string>>;
};

type Keys = { readonly publicKey: crypto.KeyObject; readonly privateKey: crypto.KeyObject };

const written = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const read = (part: string | undefined): object => JSON.parse(Buffer.from(part ?? "", "base64url").toString());

/** An id token with other claims, under another header, signed by the issuer's key or by what is not. */
export function forged(token: string, { claims = {}, header = {}, by }: Lie, keys: Keys): string {
  const [oldHeader, oldClaims] = token.split(".");
  const said = `${written({ ...read(oldHeader), ...header })}.${written({ ...read(oldClaims), ...claims })}`;
  return `${said}.${signature(said, by, keys)}`;
}

function signature(said: string, by: Lie["by"], { publicKey, privateKey }: Keys): string {
  if (by === "nothing") return "";
  if (by === "its public key") {
    const asSecret = publicKey.export({ format: "pem", type: "spki" });
    return crypto.createHmac("sha256", asSecret).update(said).digest("base64url");
  }
  const key = by === "another key" ? crypto.generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey : privateKey;
  return crypto.sign("sha256", Buffer.from(said), key).toString("base64url");
}
