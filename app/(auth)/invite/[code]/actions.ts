"use server";

import { getDb } from "@/lib/db/client";
import { acceptLink } from "@/lib/members/accept-link";
import { acceptLinkInput } from "@/lib/members/input";
import { openAction } from "@/lib/web/open-action";
import { visitorAddress } from "@/lib/web/visitor";

export const acceptLinkAction = openAction(acceptLinkInput, async (input) =>
  acceptLink(getDb(), input, await visitorAddress()),
);
