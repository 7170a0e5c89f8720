import { redirect } from "next/navigation";
import { requireMember } from "@/lib/web/session";

export default async function Home() {
  await requireMember();
  redirect("/tokens");
}
