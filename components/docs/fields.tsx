import * as en from "@/components/messages/en";
import type { FieldView, TypeView } from "@/lib/api/view";
import { Words } from "./words";

/** A type, which leads to the object that it names. */
export function Type({ type: { text, name } }: { type: TypeView }) {
  if (name === null) return <span className="text-text-muted wrap-anywhere">{text}</span>;
  return (
    <a href={`#${name}`} className="inline-flex min-h-6 items-center text-accent underline wrap-anywhere">
      {text}
    </a>
  );
}

/** Fields or parameters with what they are. */
export function Fields({ label, fields }: { label: string; fields: readonly (FieldView & { place?: string })[] }) {
  return (
    <table className="w-full border-collapse text-start text-xs">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr className="border-b border-line text-text-subtle [&_th]:py-1 [&_th]:pe-3 [&_th]:text-start [&_th]:font-normal">
          <th scope="col">{en.docs.name}</th>
          <th scope="col">{en.docs.type}</th>
          <th scope="col">{en.docs.words}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, place, type, required, words }) => (
          <tr key={`${place ?? ""}${name}`} className="border-b border-line align-top [&_td]:py-1 [&_td]:pe-3">
            <th scope="row" className="py-1 pe-3 text-start font-normal">
              <code className="font-mono wrap-anywhere">{name}</code>
              {(place !== undefined || required) && (
                <span className="block text-text-subtle">
                  {[place, required ? en.docs.required : undefined].filter(Boolean).join(", ")}
                </span>
              )}
            </th>
            <td>
              <Type type={type} />
            </td>
            <td>
              <Words>{words}</Words>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
