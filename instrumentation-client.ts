// Runs in the browser before anything else of ours: the page's policy lets scripts and markup be made of plain texts by these
// rules alone, and no other rules can be added (security 3.11, decision 0036). The framework's loader sets addresses as texts.
import { isOwnMarkup, isOwnScript } from "@/lib/core/own-script";

type Rule = (text: string) => string | null;
type Factory = {
  createPolicy(name: "default", rules: Record<"createHTML" | "createScriptURL" | "createScript", Rule>): void;
};

const { trustedTypes } = globalThis as { readonly trustedTypes?: Factory };

trustedTypes?.createPolicy("default", {
  createHTML: (text) => (isOwnMarkup(text) ? text : null),
  createScriptURL: (address) => (isOwnScript(address, location.href) ? address : null),
  createScript: () => null,
});
