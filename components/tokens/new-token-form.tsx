"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Field, INPUT, TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { API_VERSIONS, NAME_MAX, NOTE_MAX } from "@/lib/tokens/limits";
import { DraftPreview } from "./draft-preview";
import { type Expiry, ExpiryField, expiryInstant } from "./expiry-field";
import type { Begin } from "./new/begin";
import type { SameName } from "./new/same-name";
import { declaredBy, grantsOf, type RoleDraft, roleInput, type TokenKind } from "./role-draft";
import { type RoleChoices, RoleField } from "./role-field";
import { policyErrors, problemsOf } from "./role-problems";
import { useRevealing, useShowSecret } from "./secret-provider";
import { aboutToken } from "./shown";
import { TypeCards } from "./type-cards";
import { useLint } from "./use-lint";

const SameNameNote = dynamic(() => import("./new/same-name").then((late) => late.SameNameNote), { ssr: false });
const MoreOptions = dynamic(() => import("./new/more-options").then((late) => late.MoreOptions), { ssr: false });

/** What creating answers with: the one time that a secret comes to the browser. */
export type Created = { id: string; name: string; secret: string };

type Props = {
  create: Act<Created>;
  sameName: Act<SameName>;
  /** What it begins with: the defaults, or what a link says. */
  begin: Begin;
  roles: RoleChoices;
  /** Why a type cannot be made by the viewer. */
  denied: Readonly<Record<TokenKind, string | null>>;
  now: number;
  zone: string;
};

const LIFETIME = { personal: 90, service: 365 } as const;

/** The form of a new token. The answer goes straight to the secret's dialog and is kept nowhere here. */
