"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChipRadio } from "@/components/ui/chip-radio";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { formatInstant, formatRelative } from "@/components/ui/format-time";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import type { TokenView } from "@/lib/tokens/view";
import { type Expiry, ExpiryField, expiryInstant } from "./expiry-field";
import { OverlapPicture } from "./overlap-picture";
import { useRevealing, useShowSecret } from "./secret-provider";
import { aboutToken } from "./shown";

/** What a rotation answers with: the one time that the new secret comes to the browser. */
export type Rotated = Pick<TokenView, "id" | "name" | "kind" | "expiresAt"> & {
  oldUntil: number | null;
  secret: string;
};

type Props = {
  token: Pick<TokenView, "id" | "name" | "kind" | "status" | "expiresAt" | "lastUsedAt">;
  now: number;
  zone: string;
  /** The longest that the account's rules let an old secret work on, in hours; if left out, a week. */
  overlapHours?: number;
  rotate: Act<Rotated>;
  onClose: () => void;
};

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;
const OVERLAPS = [
  { label: en.rotate.overlaps.none, span: null },
  { label: en.rotate.overlaps.hour, span: HOUR_MS },
  { label: en.rotate.overlaps.day, span: 24 * HOUR_MS },
  { label: en.rotate.overlaps.threeDays, span: 72 * HOUR_MS },
  { label: en.rotate.overlaps.week, span: 168 * HOUR_MS },
] as const;

/** Asks how long the old secret works on, or for a new end where the token has expired; the answer goes straight to the secret's dialog. */
