import "server-only";
import { headers } from "next/headers";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";

/** From which address this request comes, as our own front door wrote it down. */
export async function visitorAddress(): Promise<string | null> {
  return (await headers()).get(CLIENT_ADDRESS);
}
