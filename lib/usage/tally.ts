import type { Channel } from "@/lib/core/channel";
import { SOURCES_KEPT } from "./limits";
import { comparedAs, type Source, sourceOf } from "./source";
import type { ActionGroup, BlockedWhy } from "./view";

/** One use of a living token. */
export type Use = {
  readonly accountId: string;
  readonly tokenId: string;
  readonly secretId: string;
  readonly channel: Channel;
  /** Whether it was refused for want of permission. */
  readonly denied: boolean;
  /** What decided, each once, as `groupOf` made them. */
  readonly groups: readonly ActionGroup[];
  /** Null if it is not known: then no source is kept. */
  readonly address: string | null;
  readonly agent: string | null;
  /** Of a REST call: its method and its path without ids. */
  readonly route: string | null;
  /** How often, where that is told afterwards; else once. */
  readonly times?: number;
};

/** A try with the exact secret of a dead token, or with one that was replaced. */
export type Try = Pick<Use, "accountId" | "tokenId" | "secretId" | "address" | "agent"> & { readonly why: BlockedWhy };

// Instants are of this process's monotonic clock, in milliseconds.
type Counted = { readonly channel: Channel; readonly first: number; last: number; allowed: number; denied: number };
export type SecretCell = Counted & { readonly secretId: string };
export type ActionCell = Counted & { readonly group: ActionGroup };
export type SourceCell = {
  readonly channel: Channel;
  readonly address: string;
  readonly said: string;
  readonly from: Source;
  readonly first: number;
  last: number;
  uses: number;
};
export type BlockedCell = { readonly secretId: string; why: BlockedWhy; from: Source; last: number; tries: number };

/** How many more cells there may be: one for everything that is told apart. */
export type Room = { left: number };

const SOURCES_MAX = 3 * SOURCES_KEPT;

/**
 * What one token did and is not written yet, added up: however many uses, a few cells. So few that looking at them one by
 * one is faster than making a key to find them by.
 */
export class Tally {
  readonly secrets: SecretCell[] = [];
  readonly actions: ActionCell[] = [];
  readonly sources: SourceCell[] = [];
  readonly blocked: BlockedCell[] = [];
  readonly accountId: string;
  route: string | null = null;

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  get size(): number {
    return this.secrets.length + this.actions.length + this.sources.length + this.blocked.length;
  }

  /** Adds a use; false if there was no room for all of it. */
  add(use: Use, at: number, room: Room): boolean {
    const { channel, secretId, groups } = use;
    if (use.route !== null) this.route = use.route;
    const secret =
      this.secrets.find((cell) => cell.secretId === secretId && cell.channel === channel) ??
      put(this.secrets, room, { secretId, channel, first: at, last: at, allowed: 0, denied: 0 });
    let whole = count(secret, use, at);
    for (const group of groups) {
      const cell =
        this.actions.find((one) => one.group === group && one.channel === channel) ??
        put(this.actions, room, { group, channel, first: at, last: at, allowed: 0, denied: 0 });
      whole = count(cell, use, at) && whole;
    }
    return this.#addSource(use, at, room) && whole;
  }

  /** Adds a try that was turned away; false if there was no room for it. */
  addTry({ secretId, why, address, agent }: Try, at: number, room: Room): boolean {
    const from = sourceOf(address ?? "", agent ?? "");
    const cell =
      this.blocked.find((one) => one.secretId === secretId) ??
      put(this.blocked, room, { secretId, why, from, last: at, tries: 0 });
    if (!cell) return false;
    // What it is dead of now has a count of its own.
    const before = cell.why === why ? cell.tries : 0;
    Object.assign(cell, { why, from, last: at, tries: before + 1 });
    return true;
  }

  #addSource({ channel, address, agent, times = 1 }: Use, at: number, room: Room): boolean {
    if (address === null) return true;
    const said = comparedAs(agent ?? "");
    let cell: SourceCell | null | undefined = this.sources.find(
      (one) => one.said === said && one.address === address && one.channel === channel,
    );
    if (!cell) {
      if (this.sources.length >= SOURCES_MAX && this.sources.shift()) room.left++;
      const from = sourceOf(address, agent ?? "");
      cell = put(this.sources, room, { channel, address, said, from, first: at, last: at, uses: 0 });
    }
    if (!cell) return false;
    cell.uses += times;
    cell.last = at;
    return true;
  }
}

function put<C>(cells: C[], room: Room, cell: C): C | null {
  if (room.left <= 0) return null;
  room.left--;
  cells.push(cell);
  return cell;
}

function count(cell: Counted | null, { denied, times = 1 }: Use, at: number): boolean {
  if (!cell) return false;
  if (denied) cell.denied += times;
  else cell.allowed += times;
  cell.last = at;
  return true;
}
