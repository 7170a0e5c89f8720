import * as en from "@/components/messages/en";

/** The first stop of the Tab key: past the navigation, to the page itself. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-md bg-primary text-on-primary focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:px-3 focus:py-2"
    >
      {en.common.skip}
    </a>
  );
}
