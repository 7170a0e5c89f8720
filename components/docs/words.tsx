import { Fragment } from "react";

/** Sentences in which names stand between backticks. */
export function Words({ children }: { children: string }) {
  return children.split("`").map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence stay where they are
      <code key={at} className="font-mono">
        {part}
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence stay where they are
      <Fragment key={at}>{part}</Fragment>
    ),
  );
}
