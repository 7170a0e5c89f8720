import { TextField } from "./field";

type Props = { id: string; label: string; value: string; onChange: (value: string) => void };

/** What has to be typed before something is ended for good; a button that waits for it is described by its `id`. */
export function TypedConfirmation({ id, label, value, onChange }: Props) {
  return (
    <div id={id}>
      <TextField
        label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </div>
  );
}
