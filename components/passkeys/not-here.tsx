import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import type { PasskeySite } from "@/lib/passkeys/view";
import type { usePasskeysHere } from "./use-passkeys-here";

type Props = { site: PasskeySite; why: Exclude<ReturnType<typeof usePasskeysHere>, "yes"> };

/** Why no passkey can be made on this page, and what there is to do about it. */
export function NotHere({ site, why }: Props) {
  const words = en.passkeys;
  const origin = "origin" in site ? site.origin : "";
  const link = (
    <a href={`${origin}/account`} className="wrap-anywhere text-accent underline">
      {origin}
    </a>
  );
  return (
    <Callout tone="neutral">
      {why === "elsewhere" ? (
        <>
          {words.elsewhere} {link}
        </>
      ) : (
        {
          plain_http: words.plainHttp(origin),
          ip_address: words.ipAddress(origin),
          no_address: words.noAddress,
          no_browser: words.noBrowser,
        }[why]
      )}
    </Callout>
  );
}
