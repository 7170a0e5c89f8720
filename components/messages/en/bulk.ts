import { plural } from "../words";

/** Acts on many tokens at once. */
export const bulk = {
  title: {
    revoke: (count: number) => plural(count, "Revoke 1 token?", "Revoke # tokens?"),
    pause: (count: number) => plural(count, "Pause 1 token?", "Pause # tokens?"),
  },
  body: {
    revoke: "They stop working at once, for good. Nobody can bring them back.",
    pause: "Requests with them fail until someone resumes them. Nothing is lost.",
  },
  looking: "Looking at what is selected…",
  recent: (count: number) => plural(count, "1 was used in the last 24 hours", "# were used in the last 24 hours"),
  others: (count: number, some: boolean) => plural(count, some ? "1 other" : "1 token", some ? "# others" : "# tokens"),
  more: (count: number) => plural(count, "and 1 more", "and # more"),
  skipped: (count: number) =>
    plural(
      count,
      "1 of your selection is skipped: you can't manage it.",
      "# of your selection are skipped: you can't manage them.",
    ),
  atMost: (count: number) => `At most ${count} at a time: the others stay as they are, for another run.`,
  nothing: { revoke: "None of these can be revoked.", pause: "None of these can be paused." },
  reason: "Reason",
  reasonHelp: "Kept in the audit log. Optional.",
  type: (phrase: string) => `Type ${phrase} to confirm`,
  phrase: (count: number) => `revoke ${count}`,
  submit: {
    revoke: (count: number) => plural(count, "Revoke 1 token", "Revoke # tokens"),
    pause: (count: number) => plural(count, "Pause 1 token", "Pause # tokens"),
  },
  instead: "Pause them instead",
  drift: (more: number, fewer: number) =>
    `The selection changed since you looked: ${[
      more > 0 ? plural(more, "1 token came", "# tokens came") : "",
      fewer > 0 ? plural(fewer, "1 token went", "# tokens went") : "",
    ]
      .filter(Boolean)
      .join(", ")}. Look at it again before you go on.`,
  driftSame: "The selection changed since you looked. Look at it again before you go on.",
  progress: {
    revoke: (done: number, of: number) => `Revoking… ${done} of ${of}`,
    pause: (done: number, of: number) => `Pausing… ${done} of ${of}`,
  },
  partial: {
    revoke: (done: number, failed: number) => `${done} revoked, ${failed} not. Nothing else changed.`,
    pause: (done: number, failed: number) => `${done} paused, ${failed} not. Nothing else changed.`,
  },
  why: {
    gone: "somebody ended it first",
    forbidden: "you can't manage it",
    unreached: "the server didn't answer",
    stopped: "you stopped",
  },
  retry: "Retry these",
  leftLabel: "What was left as it was",
  stop: "Stop",
  toast: {
    revoke: (count: number) => plural(count, "Revoked 1 token", "Revoked # tokens"),
    pause: (count: number) => plural(count, "Paused 1 token", "Paused # tokens"),
  },
} as const;
