"use server";

import { getDb } from "@/lib/db/client";
import { setUpInput } from "@/lib/members/input";
import { setUp } from "@/lib/members/set-up";
import { openAction } from "@/lib/web/open-action";
import { visitorAddress } from "@/lib/web/visitor";

export const setUpAction = openAction(setUpInput, async (input) => setUp(getDb(), input, await visitorAddress()));
