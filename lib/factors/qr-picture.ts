import { encode } from "uqr";
import type { QrPicture } from "./view";

const QUIET_ZONE = 4; // as wide as the standard wants it (ISO/IEC 18004)

/** A text as a QR picture: a path of the dark squares' rows, which no text can break out of. */
export function qrPicture(text: string): QrPicture {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_ZONE });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? "#" : "."))
        .join("")
        .matchAll(/#+/g),
    ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  );
  return { size, path: runs.join("") };
}
