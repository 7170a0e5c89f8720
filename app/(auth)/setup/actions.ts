"use server";

import { getDb } from "@/lib/db/client";
import { setUpInput } from "@/lib/members/input";
import { setUp } from "@/lib/members/set-up";
import { openAction } from "@/lib/web/open-action";

export const setUpAction = openAction(setUpInput, (input) => setUp(getDb(), input));
