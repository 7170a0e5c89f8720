import { notFound } from "next/navigation";
import { SettingsNav } from "@/components/settings/settings-nav";
import { authorizeSettings } from "@/lib/settings/permissions";
import { requireMember } from "@/lib/web/session";

/** The settings' frame; for whoever has no right to them there is nothing here. The lock is in the domain. */
export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  const { principal } = await requireMember();
  if (!authorizeSettings(principal).ok) notFound();
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <SettingsNav />
      {children}
    </div>
  );
}
