import crypto from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { Provider } from "oidc-provider";
import { forged, type Lie } from "./forged";

/** What an issuer knows of somebody. */
export type Known = { readonly sub: string; readonly email?: string; readonly email_verified?: boolean };

const KEY = { kid: "k1", alg: "RS256", use: "sig" } as const;
const SECONDS = { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 };

/** A real OpenID Connect issuer on this machine, behind a front that can make it lie. Whoever it knows signs in there by their subject. */
export class Issuer {
  readonly clientId = "latchkey";
  readonly clientSecret = crypto.randomBytes(24).toString("base64url");
  readonly people = new Map<string, Known>();
  /** What becomes of the answers that bear id tokens; null is the truth. */
  lie: Lie | null = null;
  /** Where people would be sent back to, if they are kept here instead; null lets them go. */
  keptBack: string[] | null = null;
  readonly #keys = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #port: number;
  #server: http.Server | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** Another site than Latchkey's, as browsers count them. */
  get address(): string {
    return `http://localhost:${this.#port}`;
  }

  knows(person: Known): void {
    this.people.set(person.sub, person);
  }

  /** Answers from now on, if it did not. It sends people back to that address alone. */
  async start(redirectUri: string): Promise<void> {
    if (this.#server) return;
    const { clientId: client_id, clientSecret: client_secret } = this;
    const provider = new Provider(this.address, {
      clients: [{ client_id, client_secret, redirect_uris: [redirectUri] }],
      jwks: { keys: [{ ...this.#keys.privateKey.export({ format: "jwk" }), ...KEY }] },
      cookies: { keys: [crypto.randomBytes(16).toString("hex")] },
      claims: { openid: ["sub"], email: ["email", "email_verified"] },
      ttl: SECONDS,
      findAccount: (_, id) => {
        const known = this.people.get(id);
        return known && { accountId: known.sub, claims: () => known };
      },
      // Nobody is asked whether Latchkey may know their address.
      loadExistingGrant: async ({ oidc: { client, session, provider } }) => {
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope("openid email");
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    this.#server = http.createServer((request, response) => {
      if (this.keptBack) keepBack(response, redirectUri, this.keptBack);
      if (this.lie && request.method === "POST" && request.url === "/token") this.#twist(response, this.lie);
      answer(request, response);
    });
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  /** Answers nothing any more, and cuts who is connected. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = once(server, "close");
    server.close().closeAllConnections();
    await closed;
  }

  #twist(response: http.ServerResponse, lie: Lie): void {
    const end = response.end.bind(response) as (body: string) => http.ServerResponse;
    response.end = ((body: string | Buffer) => {
      const told = JSON.parse(String(body)) as { id_token?: string };
      if (told.id_token) told.id_token = forged(told.id_token, lie, this.#keys);
      const text = JSON.stringify(lie.instead ?? told);
      if (lie.instead) response.statusCode = 400;
      response.setHeader("content-length", Buffer.byteLength(text));
      return end(text);
    }) as typeof response.end;
  }
}

/** Answers with a page where somebody would be sent back, and notes the address: browsers let no test stand between the two. */
function keepBack(response: http.ServerResponse, redirectUri: string, kept: string[]): void {
  const end = response.end.bind(response) as (body?: unknown) => http.ServerResponse;
  response.end = ((body?: unknown) => {
    const to = response.getHeader("location");
    if (typeof to !== "string" || !to.startsWith(redirectUri)) return end(body);
    kept.push(to);
    for (const name of ["location", "content-length"]) response.removeHeader(name);
    response.statusCode = 200;
    return end("Kept back.");
  }) as typeof response.end;
}
