import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";

export const metadata = { title: en.errors.notFound };

/** What is not there, and what one may not see, look alike (ux 1.1). */
export default function NothingHere() {
  return (
    <div className="flex flex-col items-start gap-3 py-10">
      <h1 className="text-xl font-semibold" tabIndex={-1}>
        {en.errors.notFound}
      </h1>
      <p className="text-text-muted">{en.errors.notFoundBody}</p>
      <ButtonLink href="/tokens">{en.errors.home}</ButtonLink>
    </div>
  );
}
