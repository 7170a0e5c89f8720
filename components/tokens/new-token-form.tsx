"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { useCatalogue } from "@/components/policy/use-catalogue";
import { Button } from "@/components/ui/button";
import { Field, INPUT, TextField } from "@/components/ui/field";
import { refusalWords } from "@/components/ui/refusal-words";
import { useToast } from "@/components/ui/toast";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { mayNeverExpire } from "@/lib/settings/view";
import { API_VERSIONS, NAME_MAX, NOTE_MAX } from "@/lib/tokens/limits";
import { DraftPreview } from "./draft-preview";
import { type Expiry, ExpiryField, expiryInstant } from "./expiry-field";
import type { Begin } from "./new/begin";
import type { SameName } from "./new/same-name";
import { declaredBy, grantsOf, type RoleDraft, roleInput, type TokenKind } from "./role-draft";
import { type RoleChoices, RoleField } from "./role-field";
import { policyErrors, problemsOf } from "./role-problems";
import { type FormRules, useTokenRules } from "./rules-context";
import { useRevealing, useShowSecret } from "./secret-provider";
import { aboutToken } from "./shown";
import { TypeCards } from "./type-cards";
import { useLint } from "./use-lint";

const SameNameNote = dynamic(() => import("./new/same-name").then((late) => late.SameNameNote), { ssr: false });
const MoreOptions = dynamic(() => import("./new/more-options").then((late) => late.MoreOptions), { ssr: false });

/** What creating answers with: the one time that a secret comes to the browser. */
export type Created = { id: string; name: string; secret: string };

type Props = {
  create: Act<Created>;
  sameName: Act<SameName>;
  /** What it begins with: the defaults, or what a link says. */
  begin: Begin;
  roles: RoleChoices;
  /** Why a type cannot be made by the viewer. */
  denied: Readonly<Record<TokenKind, string | null>>;
  now: number;
  zone: string;
};

/** The form of a new token. The answer goes straight to the secret's dialog and is kept nowhere here. */
export function NewTokenForm({ create, sameName, begin, roles, denied, now, zone }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(useRevealing(create));
  const [kind, setKind] = useState<TokenKind>(begin.kind);
  const [role, setRole] = useState<RoleDraft>(begin.role);
  const rules = useTokenRules();
  const [expiry, setExpiry] = useState<Expiry | null>(() => within(rules, begin.expiry));
  const [named, setNamed] = useState(begin.name);
  const [version, setVersion] = useState<number>(API_VERSIONS[0]);
  const [more, setMore] = useState(false);
  const toast = useToast();
  const sent = useRef(false); // a second click while the first is on its way makes no second token
  const once = useRef<string>(null); // names this form to the server, which then knows it when it is sent again
  const show = useShowSecret();
  const router = useRouter();
  const preselected = Math.min(rules[`${kind}Days`], rules.longestDays ?? Number.POSITIVE_INFINITY);
  const chosenExpiry: Expiry = expiry ?? { kind: "days", days: preselected };
  const grants = useMemo(
    () => grantsOf(kind, declaredBy(kind, role, roles.choices, roles.attributes), roles.yours),
    [kind, role, roles],
  );
  const lint = useLint(kind, roles.yours, role.choice === "inline");
  const catalogue = useCatalogue();

  const trim = async () => {
    const late = await import("./trimmed");
    setRole(late.trimmed(role, grants, roles.mine, catalogue));
  };
  const copyLink = async (form: HTMLFormElement | null) => {
    const late = await import("./new/form-link");
    const text = (field: string) => String(new FormData(form ?? undefined).get(field) ?? "").trim();
    const filled = { name: text("name"), note: text("description"), kind, role, expiry: chosenExpiry };
    toast(await late.copyFormLink({ ...filled, choices: roles.choices }));
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name")).trim();
    const wrong = {
      ...(name === "" ? { name: [en.create.nameRequired] } : {}),
      ...problemsOf(kind, role, roles.choices),
      ...(chosenExpiry.kind === "at" && chosenExpiry.at === null ? { expiresAt: [en.create.customDateLabel] } : {}),
    };
    if (Object.keys(wrong).length > 0) {
      setTrouble({ sentence: null, fields: wrong });
      if ("name" in wrong) form.querySelector<HTMLElement>("[name=name]")?.focus();
      else form.querySelector<HTMLElement>("[data-role-problem]")?.focus();
      return;
    }
    if (sent.current) return;
    sent.current = true;
    const expiresAt = expiryInstant(chosenExpiry, Date.now()) ?? null;
    const description = String(new FormData(form).get("description"));
    once.current ??= randomName();
    const sending = {
      once: once.current,
      name,
      description,
      kind,
      role: roleInput(kind, role, roles.choices),
      expiresAt,
      defaultApiVersion: version,
    };
    const answer = await run(sending, async (refusal) => {
      if (refusal.kind !== "already_created") return false;
      toast(await refusalWords(refusal));
      router.replace(`/tokens/${refusal.id}`);
      return true;
    });
    if (!answer) {
      sent.current = false;
      return;
    }
    const created = answer.value;
    show({ tokenId: created.id, name: created.name, secret: created.secret, about: aboutToken({ kind, expiresAt }) });
    router.replace(`/tokens/${created.id}`); // Back leads to the list, never to a form that could be sent twice
  };

  return (
    <div className="grid items-start gap-8 max-lg:pb-16 lg:grid-cols-[minmax(0,680px)_minmax(0,400px)]">
      <form onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-6" aria-label={en.create.title}>
        <TroubleNote trouble={trouble} />
        <TextField
          label={en.create.name}
          name="name"
          help={en.create.nameHelp}
          errors={trouble.fields["name"]}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={begin.name}
          onBlur={(event) => setNamed(event.target.value.trim())}
          autoFocus
          dir="auto"
        />
        {named !== "" && <SameNameNote name={named} find={sameName} now={now} />}
        <Field label={en.create.note} help={en.create.noteHelp} errors={trouble.fields["description"]}>
          {(tie) => (
            <textarea
              {...tie}
              name="description"
              defaultValue={begin.note}
              rows={2}
              maxLength={NOTE_MAX}
              className={`${INPUT} h-auto py-2`}
              dir="auto"
            />
          )}
        </Field>
        <TypeCards value={kind} reasons={denied} onChange={setKind} />
        <RoleField
          {...roles}
          kind={kind}
          value={role}
          onChange={setRole}
          lint={lint}
          errors={{ role: trouble.fields["role"], policy: policyErrors(trouble.fields) }}
        />
        <ExpiryField
          value={chosenExpiry}
          now={now}
          zone={zone}
          errors={trouble.fields["expiresAt"]}
          onChange={setExpiry}
        />
        <details onToggle={(event) => event.currentTarget.open && setMore(true)}>
          <summary className="w-fit cursor-pointer rounded-sm font-semibold">
            {version === API_VERSIONS[0] ? en.newFoot.more : en.newFoot.moreSummary(version)}
          </summary>
          {more && <MoreOptions version={version} onChange={setVersion} />}
        </details>
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
          <Button type="submit" look="primary" busy={busy} className="h-9">
            {en.create.submit}
          </Button>
          <span className="text-xs text-text-subtle">{en.create.submitNote}</span>
          <Button look="ghost" className="ms-auto" onClick={(event) => copyLink(event.currentTarget.form)}>
            {en.newFoot.copyLink}
          </Button>
        </div>
      </form>
      <DraftPreview kind={kind} grants={grants} onTrim={trim} />
    </div>
  );
}

/** What a link asks for, unless the token rules rule it out: then it is as the type has it. */
function within(rules: FormRules, asked: Expiry | null): Expiry | null {
  if (asked?.kind === "never" && !mayNeverExpire(rules)) return null;
  const tooLong = asked?.kind === "days" && rules.longestDays !== null && asked.days > rules.longestDays;
  return tooLong ? null : asked;
}

/** 128 random bits in hex: `randomUUID` is missing where a page is not served over https. */
function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
