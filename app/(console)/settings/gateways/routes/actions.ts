"use server";

import { tryRoute } from "@/lib/authority/try-route";
import { getDb } from "@/lib/db/client";
import { readRoutesFileInput, saveRoutesInput, tryRouteInput } from "@/lib/routes/input";
import { previewRoutesFile } from "@/lib/routes/preview-file";
import { saveRoutes } from "@/lib/routes/save-routes";
import { memberAction } from "@/lib/web/member-action";

export const saveRoutesAction = memberAction(saveRoutesInput, (principal, input) =>
  saveRoutes(getDb(), principal, input),
);

export const readRoutesFileAction = memberAction(readRoutesFileInput, async (principal, { text }) =>
  previewRoutesFile(principal, text),
);

export const tryRouteAction = memberAction(tryRouteInput, (principal, input) => tryRoute(getDb(), principal, input));
