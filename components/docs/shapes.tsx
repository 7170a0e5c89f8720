import * as en from "@/components/messages/en";
import type { ShapeView } from "@/lib/api/view";
import { Fields, Type } from "./fields";

/** The forms that a value may take. */
export function Shapes({ label, shapes }: { label: string; shapes: readonly ShapeView[] }) {
  return (
    <>
      {shapes.length > 1 && <p className="text-xs text-text-subtle">{en.docs.bodyForms}</p>}
      {shapes.map(({ type, fields }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the forms have no names of their own, and never change
        <div key={at} className="flex flex-col gap-1">
          <p className="text-xs">
            <Type type={type} />
          </p>
          {fields.length > 0 && <Fields label={`${label}, ${at + 1}`} fields={fields} />}
        </div>
      ))}
    </>
  );
}
