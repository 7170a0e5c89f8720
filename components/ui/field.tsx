"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

export const INPUT =
  "w-full rounded-md border border-control bg-surface px-2.5 text-base text-text h-9 placeholder:text-text-subtle " +
  "aria-invalid:border-danger-icon aria-invalid:outline-danger-icon";

type FieldProps = {
  label: string;
  help?: ReactNode;
  errors?: readonly string[] | undefined;
  /** Draws the control; the attributes tie it to its label, help and error. */
  children: (tie: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
};

/** A label, its control, its help, and what is wrong with it, tied together. */
export function Field({ label, help, errors, children }: FieldProps) {
  const id = useId();
  const wrong = errors !== undefined && errors.length > 0;
  const described = [wrong ? `${id}-error` : "", help ? `${id}-help` : ""].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(wrong ? { "aria-invalid": true as const } : {}),
      })}
      {wrong && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-xs text-danger-text">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          {errors.join(" ")}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-xs text-text-subtle">
          {help}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<FieldProps, "children"> & Omit<ComponentProps<"input">, "id" | "children">;

/** A one-line text. */
export function TextField({ label, help, errors, className, ...input }: TextFieldProps) {
  return (
    <Field label={label} help={help} errors={errors}>
      {(tie) => <input {...input} {...tie} className={cn(INPUT, className)} />}
    </Field>
  );
}
