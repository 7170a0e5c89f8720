import { z } from "zod";

const name = z.string().min(1).max(1024);
const id = z.string().max(64);

/** May whoever has this secret do that? `feed` names the feed by which the asker hears of changes. */
export const verifyInput = z.object({
  secret: z.string().min(1).max(256),
  action: name,
  resource: name,
  feed: id.optional(),
});

/** So many kinds of uses in one acknowledgement; the rest comes with the next. */
export const USES_MAX = 100;
const times = z.int().min(1).max(1_000_000);
const use = z.object({ token: id, action: name, resource: name, allowed: z.boolean(), times });

/** What a follower has taken in, the number under which it asks for a lease, and what it answered from memory meanwhile. */
export const ackInput = z.object({
  feed: id,
  taken: z.int().min(0),
  ask: z.int().min(0),
  leave: z.boolean().default(false),
  uses: z.array(use).max(USES_MAX).default([]),
});
