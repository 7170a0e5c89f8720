/** Every text of the console, a file per screen (keys after the catalogue of the design): a page loads those it names. */
export { account } from "./en/account";
export { common } from "./en/common";
export { create } from "./en/create";
export { density } from "./en/density";
export { empty } from "./en/empty";
export { errors } from "./en/errors";
export { invite } from "./en/invite";
export { members } from "./en/members";
export { nav } from "./en/nav";
export { revoke } from "./en/revoke";
export { secret } from "./en/secret";
export { setUp } from "./en/set-up";
export { signIn } from "./en/sign-in";
export { theme } from "./en/theme";
export { tokens } from "./en/tokens";
