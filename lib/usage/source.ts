import { redact } from "@/lib/core/redact";
import { AGENT_LENGTH } from "./limits";

/** From where a use came, as it is kept. */
export type Source = { readonly address: string; readonly agent: string };

const ADDRESS_LENGTH = 64;
const COMPARED = 256;

/** Clients say of themselves what they like: secrets go, and so does what could forge a line. */
export function sourceOf(address: string, agent: string): Source {
  return { address: cut(redact(address), ADDRESS_LENGTH), agent: cut(redact(agent), AGENT_LENGTH) };
}

/** As much of what a client says as agents are told apart by. */
export const comparedAs = (agent: string): string => cut(agent, COMPARED);

/** A copy: a slice would keep all of what it was cut from in memory. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : Buffer.from(text.slice(0, length)).toString();
}
