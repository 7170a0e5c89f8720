import { FACTORS } from "./acts/factors";
import { MEMBERS } from "./acts/members";
import { ROLES } from "./acts/roles";
import { SESSIONS } from "./acts/sessions";
import { SETTINGS } from "./acts/settings";
import type { Acts } from "./acts/stage";
import { TOKENS } from "./acts/tokens";

export { aStage, type Stage } from "./acts/stage";
export { PASSWORD } from "./password";

/** Every act of the product that changes something and is told in the audit log, by what it does. */
export const ACTS: Acts = { ...TOKENS, ...ROLES, ...MEMBERS, ...SESSIONS, ...FACTORS, ...SETTINGS };
