import type { Limits } from "@/lib/config/config";
import type { Rules } from "./limiter";
import { paceOf } from "./pace";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of a minute's calls so many may come at once: six seconds' worth. */
const burstOf = (aMinute: number) => Math.ceil(aMinute / 10);

/** What the environment allows, as rules. */
export function rulesOf({ token, account, failures, createPerMember, createPerAccount }: Limits): Rules {
  return {
    perToken: paceOf(token, MINUTE, burstOf(token)),
    perAccount: paceOf(account, MINUTE, burstOf(account)),
    createPerMember: paceOf(createPerMember, HOUR, createPerMember),
    createPerAccount: paceOf(createPerAccount, HOUR, createPerAccount),
    failures,
  };
}
