// The requests of the attack benchmark, as they go over the wire.
import { randomBytes, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const many = (make) => Array.from({ length: 2_000 }, make);

/** What an honest program asks. */
export const honest = (secrets) =>
  secrets.flatMap(({ secret, id }) =>
    ["/caller-identity", "/tokens?limit=10", `/tokens/${id}`].map((path) =>
      text("GET", `/api/v2${path}`, { authorization: `Bearer ${secret}` }),
    ),
  );

/** Guesses with a right checksum: each has to be looked up. */
export const guesses = () => many(() => text("GET", "/api/v2/tokens", { authorization: `Bearer ${aToken()}` }));

/** What is no token by its checksum. */
export const junk = () =>
  many(() => text("GET", "/api/v2/tokens", { authorization: `Bearer lkp_${randomBytes(24).toString("hex")}0` }));

/** Passwords for one address or another; each from a network of its own where there are `networks`. */
export function passwords({ csrfToken, cookie }, { networks }) {
  return many(() => {
    const email = `m${randomInt(1_000)}-${randomBytes(3).toString("hex")}@bench.example`;
    const body = new URLSearchParams({ csrfToken, email, password: randomBytes(9).toString("hex"), json: "true" });
    const from = networks ? [randomInt(1, 223), randomInt(255), randomInt(255), 1].join(".") : "198.51.100.7";
    const headers = { cookie, "x-forwarded-for": from, "sec-fetch-site": "same-origin" };
    return text("POST", "/api/auth/callback/credentials", headers, body.toString());
  });
}

function aToken() {
  const body = `lkp_${Array.from({ length: 43 }, () => ALPHABET[randomInt(62)]).join("")}`;
  let rest = crc32(body);
  let check = "";
  for (let i = 0; i < 6; i++) {
    check = ALPHABET[rest % 62] + check;
    rest = Math.floor(rest / 62);
  }
  return body + check;
}

function text(method, path, headers, body = "") {
  const form = body && {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(body)),
  };
  const lines = Object.entries({ host: "127.0.0.1", "user-agent": "bench", ...headers, ...form });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}
