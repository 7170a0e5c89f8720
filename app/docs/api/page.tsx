import { headers } from "next/headers";
import { Reference } from "@/components/docs/reference";
import { apiReference } from "@/lib/api/reference/reference";

export const metadata = { title: "API reference" };

/** Open to everybody, as `openapi.json` is: it says what this product can do, and nothing of any account. */
export default async function ApiReferencePage() {
  const sent = await headers(); // set by our own front door, whatever the client said
  const origin = `${sent.get("x-forwarded-proto") ?? "http"}://${sent.get("x-forwarded-host") ?? ""}`;
  return <Reference reference={apiReference(origin)} />;
}
