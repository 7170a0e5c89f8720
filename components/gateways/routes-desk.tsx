"use client";

import { Download, Plus, Route, Upload } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Act } from "@/components/ui/use-act";
import type { RouteRule } from "@/lib/core/route-rule";
import { ROUTES_MAX } from "@/lib/routes/limits";
import type { RoutesFileRead, RoutesView, TriedRoute } from "@/lib/routes/view";
import { FileNoteLine } from "./file-note";
import { askedOf, errorsOf } from "./route-draft";
import { RouteHead, RouteRow } from "./route-row";
import { RoutesFoot } from "./routes-foot";
import { TryRoute } from "./try-route";
import { useRoutes } from "./use-routes";

type Props = {
  seen: string | null;
  routes: readonly RouteRule[];
  acts: { save: Act<RoutesView>; readFile: Act<RoutesFileRead>; try: Act<TriedRoute> };
  /** Why the viewer may not save; null where they may. */
  denied: string | null;
};

/** The account's route rules under edit, and a request to try on them. */
export function RoutesDesk({ seen, routes, acts, denied }: Props) {
  const form = useRoutes({ seen, routes, save: acts.save, readFile: acts.readFile });
  const [met, setMet] = useState<{ key: string; rules: typeof form.rules } | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const { rules, trouble, file } = form;
  const words = en.routes;
  const add = () => {
    form.add();
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  };
  return (
    <>
      <form
        aria-label={words.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === null && form.changed && !form.busy) void form.submit();
        }}
        className="flex flex-col gap-3"
      >
        <div className="flex flex-wrap items-center gap-2">
          <p className="me-auto text-text-muted">{rules.length > 0 && words.count(rules.length)}</p>
          {denied === null && (
            <Button
              icon={<Upload aria-hidden className="size-4" />}
              busy={form.busy}
              onClick={() => picker.current?.click()}
            >
              {words.importFile}
            </Button>
          )}
          {routes.length > 0 && (
            <a
              href="/settings/gateways/routes/export"
              download
              title={words.exportHelp}
              className={buttonLook("secondary")}
            >
              <Download aria-hidden className="size-4" />
              {words.exportFile}
            </a>
          )}
          <input
            ref={picker}
            type="file"
            accept=".json,application/json"
            hidden
            onChange={(event: ChangeEvent<HTMLInputElement>) => {
              void form.take(event.target.files?.[0]);
              event.target.value = ""; // the same file may be chosen again
            }}
          />
        </div>
        <FileNoteLine note={file} />
        {form.conflict && (
          <Callout tone="warning" role="alert" act={<Button onClick={form.loadTheirs}>{words.loadTheirs}</Button>}>
            {words.conflict}
          </Callout>
        )}
        <TroubleNote
          trouble={Object.keys(trouble.fields).length > 0 ? { sentence: words.wrong, fields: {} } : trouble}
        />
        {rules.length === 0 ? (
          <EmptyState
            icon={<Route aria-hidden />}
            title={words.none}
            action={denied === null && <Button onClick={add}>{words.add}</Button>}
          >
            {denied === null ? words.noneBody : words.noneDenied}
          </EmptyState>
        ) : (
          <div>
            <RouteHead />
            <ol ref={list} className="rounded-lg border border-line bg-surface">
              {rules.map((rule, at) => (
                <RouteRow
                  key={rule.key}
                  rule={rule}
                  at={at + 1}
                  count={rules.length}
                  errors={errorsOf(trouble.fields, at)}
                  readOnly={denied !== null}
                  met={met?.rules === rules && rule.key === met.key}
                  set={(field, value) => form.set(rule.key, field, value)}
                  move={(by) => form.move(at, by)}
                  remove={() => form.remove(rule.key)}
                />
              ))}
            </ol>
            <p className="pt-2 text-xs text-text-subtle">{words.help}</p>
          </div>
        )}
        {denied === null && rules.length > 0 && rules.length < ROUTES_MAX && (
          <div>
            <Button icon={<Plus aria-hidden className="size-4" />} onClick={add}>
              {words.add}
            </Button>
          </div>
        )}
        <RoutesFoot changed={form.changed} denied={denied} busy={form.busy} onReset={form.reset} />
      </form>
      {rules.length > 0 && (
        <TryRoute
          act={acts.try}
          routes={rules.map(askedOf)}
          onMet={(at) => setMet(at === null ? null : { key: rules[at]?.key ?? "", rules })}
        />
      )}
    </>
  );
}
