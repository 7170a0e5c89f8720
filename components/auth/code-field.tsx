import * as en from "@/components/messages/en";
import { TextField } from "@/components/ui/field";

type Props = { kind: "totp" | "recovery"; errors?: readonly string[] | undefined; autoFocus?: boolean };

/** Where a code is typed or pasted, in fours or without a gap. */
export function CodeField({ kind, errors, autoFocus = false }: Props) {
  const app = kind === "totp";
  return (
    <TextField
      label={en.factor.code[kind]}
      help={en.factor.help[kind]}
      name="code"
      errors={errors}
      autoComplete={app ? "one-time-code" : "off"}
      inputMode={app ? "numeric" : "text"}
      maxLength={app ? 12 : 40}
      autoCapitalize="characters"
      spellCheck={false}
      required
      autoFocus={autoFocus}
      className="font-mono"
    />
  );
}
