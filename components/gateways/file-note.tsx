import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import type { FileNote } from "./use-routes";

/** What became of the file that was chosen. */
export function FileNoteLine({ note }: { note: FileNote }) {
  if (note.kind === "none") return null;
  if (note.kind === "taken")
    return (
      <Callout tone="info" role="status">
        {en.routes.imported(note.rules)}
      </Callout>
    );
  return (
    <Callout tone="danger" role="alert">
      <p className="font-semibold">{en.routes.fileProblems(note.problems.length)}</p>
      <ul>
        {note.problems.map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`} className="wrap-anywhere">
            {pointer !== "" && <code className="font-mono text-2xs">{pointer}</code>} {message}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
