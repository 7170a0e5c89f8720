import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readDisplay } from "@/components/ui/display";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Latchkey", template: "%s · Latchkey" } };

/** Theme and density come from cookies, so that the first paint is right without a script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, density } = readDisplay(await cookies());
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} data-density={density}>
      <body>{children}</body>
    </html>
  );
}
