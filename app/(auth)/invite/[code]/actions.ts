"use server";

import { getDb } from "@/lib/db/client";
import { acceptLink } from "@/lib/members/accept-link";
import { acceptLinkInput } from "@/lib/members/input";
import { openAction } from "@/lib/web/open-action";

export const acceptLinkAction = openAction(acceptLinkInput, (input) => acceptLink(getDb(), input));
