import "server-only";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { readDisplay } from "@/components/ui/display";
import { getDb } from "@/lib/db/client";
import { whomToAsk } from "@/lib/members/whom-to-ask";
import { readSettings } from "@/lib/settings/read-settings";
import { requireMember } from "@/lib/web/session";

/** What every page of the settings needs: who looks, the settings, whom to ask, and how times are written. */
export async function readForPage() {
  const { principal } = await requireMember();
  const db = getDb();
  const [settings, names, jar] = await Promise.all([readSettings(db, principal), whomToAsk(db, principal), cookies()]);
  if (!settings.ok) notFound();
  return { principal, db, settings: settings.value, names, zone: readDisplay(jar).zone, now: Date.now() };
}
