/** A statement that is kept by name on the connection of a lease. */
export type Statement = { readonly name: string; readonly text: string };

/** What a renewal answers: whether the process is known as it knows itself, and what changed since. */
export type Renewal = { known: boolean; taken: string; changes: [accountId: string, tokenId: string | null][] };

/**
 * Makes the process known under a name of its own, in place of an earlier one. Alone of a lease's statements its commit
 * waits for the disk: a database that crashed must not forget for whom a change has to wait.
 */
export const REGISTER: Statement = {
  name: "lease_register",
  text: `with before as (delete from authority_instances where id = $2),
    on_disk as (select set_config('synchronous_commit', 'on', true))
  insert into authority_instances (id, taken) select $1, pg_current_snapshot() from on_disk
  returning taken::text`,
};

/**
 * Says what was taken in, by those who follow too, and asks for what came since it was read last: all in the statement's
 * one snapshot, from which the next goes on. The count of renewals tells whether the database has them all: one that crashed gives the numbers of transactions
 * that it lost to others, and what was taken in would be believed of those too. A change of a number that is yet to come
 * was restored from another database's back-up, and is none.
 */
export const RENEW: Statement = {
  name: "lease_renew",
  text: `with me as (
    update authority_instances set taken = $2::pg_snapshot, renewals = renewals + 1, seen_at = now()
    where id = $1 and renewals = $3 returning id
  )
  select exists (select from me) as known, pg_current_snapshot()::text as taken,
    coalesce((select json_agg(json_build_array(account_id, nullif(token_id, ''))) from authority_changes
      where xid >= pg_snapshot_xmin($4::pg_snapshot) and not pg_visible_in_snapshot(xid, $4::pg_snapshot)
        and pg_visible_in_snapshot(xid, pg_current_snapshot())), '[]') as changes`,
};

export const FORGET_ME: Statement = {
  name: "lease_forget_me",
  text: "delete from authority_instances where id = $1",
};

/** Forgets old changes that every known process has taken in: whatever a clock says, none that somebody still has to hear of. */
export const PRUNE: Statement = {
  name: "lease_prune",
  text: `delete from authority_changes where at < now() - $1 * interval '1 second' and (
    not pg_visible_in_snapshot(xid, pg_current_snapshot())
    or not exists (select from authority_instances where not pg_visible_in_snapshot(xid, taken)))`,
};

/** Who has not taken in the change of a transaction: asked again and again by whoever waits for them. */
export const BEHIND: Statement = {
  name: "lease_behind",
  text: "select id, renewals::text from authority_instances where not pg_visible_in_snapshot($1::xid8, taken)",
};

/** Who has not taken in everything that a snapshot sees. */
export const BEHIND_NOW: Statement = {
  name: "lease_behind_now",
  text: `select id, renewals::text from authority_instances where exists (select from authority_changes
    where xid >= pg_snapshot_xmin(taken) and not pg_visible_in_snapshot(xid, taken) and pg_visible_in_snapshot(xid, $1::pg_snapshot))`,
};
