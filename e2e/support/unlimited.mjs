/** The environment of a server that counts nobody's calls: a run of tests makes more in a minute than people do in an hour. */
export const UNLIMITED = Object.fromEntries(
  ["TOKEN", "ACCOUNT", "FAILURES", "CREATE_MEMBER", "CREATE_ACCOUNT"].map((limit) => [`LATCHKEY_LIMIT_${limit}`, "0"]),
);
