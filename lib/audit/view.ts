/** What an act can be about. */
export const AUDIT_KINDS = ["token", "role", "member", "account", "session"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** A state or a detail of something, without secrets: what it holds depends on what was done. */
export type AuditFacts = Readonly<Record<string, unknown>>;

/** What may leave the server about one act. Instants are epoch milliseconds. */
export type AuditEntryView = {
  id: string;
  at: number;
  /** Where it stands in the log: a page can go on from there. */
  place: string;
  kind: AuditKind;
  action: string;
  /** The specifier of what it was done to. */
  resource: string;
  /** Its name as it was then; its id where it had none. */
  target: { id: string; name: string };
  actor: AuditActor;
  /** Who it was, in words: a person, or a token. */
  who: string;
  /** What was done, in words: `created the token`. */
  verb: string;
  /** The same with what is not told by the name of what it was done to: `renamed the token deploy to ship`. */
  said: string;
  /** The entry of the act that brought this one about without anybody's asking for it. */
  causedBy: string | null;
  /** The whole act in words: `Mo Owner created the token deploy-bot`. */
  title: string;
  comment: string | null;
  /** Where the request came from, for whoever sees the whole log or made the request. */
  ip: string | null;
  requestId: string | null;
};

/** Somebody, or a token, whose acts the log can be narrowed to; `more` tells namesakes apart. */
export type AuditActorChoice = { kind: "member" | "token"; id: string; name: string; more: string };

/** Who acted, as they are called now. A service token acts for itself: there is no member then. */
export type AuditActor = {
  kind: "session" | "access_token" | "operator" | "visitor" | "system";
  member: { id: string; firstName: string; lastName: string; email: string; removed: boolean } | null;
  token: { id: string; name: string; ending: string; service: boolean } | null;
  /** Whoever sat at the server's command line. */
  operator: string | null;
};

/** The same with what changed: only the fields that did, or all that are known of a thing made or deleted. */
export type AuditEntryDetail = AuditEntryView & {
  before: AuditFacts | null;
  after: AuditFacts | null;
  /** What else was noted. */
  more: AuditFacts;
};

/** What happened by itself, with why: the title of its cause, where that can be seen. */
export type AuditLogItem = AuditEntryView & { cause: string | null };

/** One page of the console's log, newest first. `newer` and `older` are the places from which the pages beside it go on. */
export type AuditLogPage = {
  items: AuditLogItem[];
  newer: string | null;
  older: string | null;
  /** How many match, exact up to a bound. */
  total: { count: number; more: boolean };
};

/** One page, newest first. `next` is where the next page begins: there may be one although this page is not full. */
export type AuditPage = { items: AuditEntryView[]; next: { before: number; cursor: string } | null };

/** Entries by the time they were written: bucket i begins at `at` and is `intervalMs` long. */
export type AuditCounts = { buckets: { at: number; count: number }[]; total: number; intervalMs: number };
