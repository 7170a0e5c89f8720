import type { Channel } from "@/lib/core/channel";
import { redact } from "@/lib/core/redact";
import { AGENT_LENGTH, SOURCES_KEPT } from "./limits";
import type { ActionGroup, BlockedWhy } from "./view";

/** One use of a living token. */
export type Use = {
  readonly accountId: string;
  readonly tokenId: string;
  readonly secretId: string;
  readonly channel: Channel;
  /** Whether it was refused for want of permission. */
  readonly denied: boolean;
  /** What decided, each once. */
  readonly groups: readonly ActionGroup[];
  /** Null if it is not known: then no source is kept. */
  readonly address: string | null;
  readonly agent: string | null;
  /** Of a REST call: its method and its path without ids. */
  readonly route: string | null;
};

/** A try with the exact secret of a dead token, or with one that was replaced. */
export type Try = Pick<Use, "accountId" | "tokenId" | "secretId" | "address" | "agent"> & { readonly why: BlockedWhy };

// Instants are of this process's monotonic clock, in milliseconds.
type Counted = { allowed: number; denied: number; last: number };
export type SecretCell = Counted & { readonly channel: Channel; readonly secretId: string; readonly first: number };
export type ActionCell = Counted & { readonly channel: Channel; readonly group: ActionGroup };
export type SourceCell = { readonly channel: Channel; readonly from: Source; readonly first: number } & Tried;
export type BlockedCell = { readonly secretId: string; why: BlockedWhy; from: Source } & Tried;
type Tried = { uses: number; last: number };
export type Source = { readonly address: string; readonly agent: string };

/** How many more cells there may be: one for everything that is told apart. */
export type Room = { left: number };

const ADDRESS_LENGTH = 64;
const AGENT_COMPARED = 256;
const SOURCES_MAX = 3 * SOURCES_KEPT;

/** What one token did and is not written yet, added up: however many uses, a few cells. */
export class Tally {
  readonly accountId: string;
  readonly secrets = new Map<string, SecretCell>();
  readonly actions = new Map<string, ActionCell>();
  readonly sources = new Map<string, SourceCell>();
  readonly blocked = new Map<string, BlockedCell>();
  route: string | null = null;

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  get size(): number {
    return this.secrets.size + this.actions.size + this.sources.size + this.blocked.size;
  }

  /** Adds a use; false if there was no room for all of it. */
  add(use: Use, at: number, room: Room): boolean {
    const { channel, secretId, denied, groups } = use;
    if (use.route !== null) this.route = use.route;
    const fresh = () => ({ allowed: 0, denied: 0, last: at, first: at });
    const secret = cellOf(this.secrets, `${channel} ${secretId}`, room, () => ({ channel, secretId, ...fresh() }));
    let whole = count(secret, denied, at);
    for (const group of groups) {
      const key = `${channel} ${group.kind} ${group.action}`;
      const cell = cellOf(this.actions, key, room, () => ({ channel, group, ...fresh() }));
      whole = count(cell, denied, at) && whole;
    }
    return this.#addSource(use, at, room) && whole;
  }

  /** Adds a try that was turned away; false if there was no room for it. */
  addTry({ secretId, why, address, agent }: Try, at: number, room: Room): boolean {
    const make = () => ({ secretId, why, from: sourceOf(address ?? "", agent ?? ""), uses: 0, last: at });
    const cell = cellOf(this.blocked, secretId, room, make);
    if (!cell) return false;
    // What it died of anew starts its own count: the tries before were of a death that is over.
    if (cell.why !== why) Object.assign(cell, make());
    else if (cell.uses > 0) cell.from = sourceOf(address ?? "", agent ?? "");
    cell.uses++;
    cell.last = at;
    return true;
  }

  #addSource({ channel, address, agent }: Use, at: number, room: Room): boolean {
    if (address === null) return true;
    const key = `${channel} ${address} ${agent?.slice(0, AGENT_COMPARED) ?? ""}`;
    if (this.sources.size >= SOURCES_MAX && !this.sources.has(key)) {
      const [oldest = ""] = this.sources.keys();
      this.sources.delete(oldest);
      room.left++;
    }
    const make = () => ({ channel, from: sourceOf(address, agent ?? ""), uses: 0, first: at, last: at });
    const cell = cellOf(this.sources, key, room, make);
    if (!cell) return false;
    cell.uses++;
    cell.last = at;
    return true;
  }
}

function cellOf<C>(cells: Map<string, C>, key: string, room: Room, make: () => C): C | null {
  const found = cells.get(key);
  if (found) return found;
  if (room.left <= 0) return null;
  room.left--;
  const made = make();
  cells.set(key, made);
  return made;
}

function count(cell: Counted | null, denied: boolean, at: number): boolean {
  if (!cell) return false;
  if (denied) cell.denied++;
  else cell.allowed++;
  cell.last = at;
  return true;
}

/** Clients say of themselves what they like: secrets go, and so does what could forge a line. */
function sourceOf(address: string, agent: string): Source {
  return { address: redact(address).slice(0, ADDRESS_LENGTH), agent: redact(agent).slice(0, AGENT_LENGTH) };
}
