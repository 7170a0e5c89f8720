"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { HOST_MAX, METHOD_MAX, URI_MAX } from "@/lib/routes/limits";
import type { TriedRoute } from "@/lib/routes/view";
import type { askedOf } from "./route-draft";
import { TriedAnswer } from "./tried-answer";

type Props = {
  act: Act<TriedRoute>;
  routes: readonly ReturnType<typeof askedOf>[];
  /** Which rule the request met, counted from 0. */
  onMet: (at: number | null) => void;
};

const MONO = "font-mono text-xs";

/** Asks what a request would be by the rules as they stand on the page, and whether a token may do it. */
export function TryRoute({ act, routes, onMet }: Props) {
  const { run, busy, trouble } = useAct(act);
  const [tried, setTried] = useState<{ answer: TriedRoute; by: string } | null>(null);
  const words = en.routes;
  const by = JSON.stringify(routes);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const said = new FormData(event.currentTarget);
    const [method, host, uri, token] = ["method", "host", "uri", "token"].map((name) => String(said.get(name)));
    const answer = await run({ routes, method, host, uri, token });
    setTried(answer && { answer: answer.value, by });
    onMet(answer ? answer.value.routed.at : null);
  };
  const wrongRules = Object.keys(trouble.fields).some((field) => field.startsWith("routes"));
  return (
    <section aria-labelledby="try" className="flex flex-col gap-3">
      <div>
        <h2 id="try" className="text-lg font-semibold">
          {words.tried}
        </h2>
        <p className="text-xs text-text-subtle">{words.triedHelp}</p>
      </div>
      <form
        aria-labelledby="try"
        noValidate
        onSubmit={submit}
        className="grid grid-cols-2 items-start gap-3 lg:grid-cols-[7rem_minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)_auto]"
      >
        <TextField
          label={words.method}
          name="method"
          defaultValue="GET"
          errors={trouble.fields["method"]}
          maxLength={METHOD_MAX}
          autoComplete="off"
          className={MONO}
        />
        <TextField
          label={words.host}
          name="host"
          placeholder={words.optional}
          errors={trouble.fields["host"]}
          maxLength={HOST_MAX}
          autoComplete="off"
          spellCheck={false}
          className={MONO}
        />
        <div className="max-lg:col-span-2">
          <TextField
            label={words.triedPath}
            name="uri"
            placeholder="/orders/7"
            errors={trouble.fields["uri"]}
            maxLength={URI_MAX}
            autoComplete="off"
            spellCheck={false}
            className={MONO}
          />
        </div>
        <div className="max-lg:col-span-2">
          <TextField
            label={words.token}
            name="token"
            placeholder={words.optional}
            errors={trouble.fields["token"]}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            className={MONO}
          />
        </div>
        <Button type="submit" busy={busy} className="h-9 lg:mt-[1.625rem]">
          {words.try}
        </Button>
      </form>
      <TroubleNote trouble={wrongRules ? { sentence: words.wrongTry, fields: {} } : trouble} />
      <output className="min-h-5">{tried && tried.by === by && <TriedAnswer tried={tried.answer} />}</output>
    </section>
  );
}
