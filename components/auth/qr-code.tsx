import type { QrPicture } from "@/lib/factors/view";

/** A QR picture, dark on light in either theme: cameras look for that. */
export function QrCode({ size, path, label }: QrPicture & { label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto size-48 rounded-md border border-line forced-color-adjust-none"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
