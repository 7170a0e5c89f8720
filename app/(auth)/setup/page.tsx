import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SetUpForm } from "@/components/auth/set-up-form";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { getDb } from "@/lib/db/client";
import { isSetUp } from "@/lib/members/is-set-up";
import { setUpAction } from "./actions";

export const metadata = { title: "Set up" };

export default async function SetUpPage({ searchParams }: PageProps<"/setup">) {
  if (await isSetUp(getDb())) notFound();
  const code = (await searchParams)["code"];
  const secure = (await headers()).get("x-forwarded-proto") === "https";
  return (
    <AuthFrame title={en.setUp.title}>
      {!secure && <Callout tone="warning">{en.setUp.http}</Callout>}
      <SetUpForm code={typeof code === "string" ? code.slice(0, 100) : ""} setUp={setUpAction} />
    </AuthFrame>
  );
}
