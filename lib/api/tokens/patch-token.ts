import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { UpdateTokenInput } from "@/lib/tokens/input";
import type { TokenView } from "@/lib/tokens/view";
import { fieldsOf } from "../fields-of";
import { IN_OUR_WORDS } from "../issue-sentence";
import { applyPatch, type Document, type Operation, touchedBy, writtenBy } from "../json-patch";
import { FORMS, patchedToken } from "./token-input";
import { roleRep } from "./token-rep";

const PATCHABLE = {
  members: ["name", "description", ...FORMS, "defaultApiVersion", "expirationDate", "paused"],
  lists: ["customRoleIds", "inlineRole"],
};

type Changes = Omit<UpdateTokenInput, "id">;

/**
 * What a patch would change of a token (semantics 4.5): only what its operations touch. A form of permission that is
 * newly written wins over the one that was there; of the end alone it is asked whether it is well-formed.
 */
export function patchToken(token: TokenView, patch: readonly Operation[], comment: string): Result<Changes, Refusal> {
  const touched = touchedBy(patch);
  const formTouched = FORMS.some((form) => touched.has(form));
  if (formTouched && token.kind === "service") return err({ kind: "permissions_fixed" }); // whatever it asks for (ruling R10)
  const applied = applyPatch(documentOf(token), patch, PATCHABLE);
  if (!applied.ok) return applied;
  const forms = formTouched ? lastingForms(applied.value, writtenBy(patch)) : {};
  const plain = Object.entries(applied.value).filter(([name]) => touched.has(name) && !isForm(name));
  const state = patchedToken.safeParse({ ...Object.fromEntries(plain), ...forms, formTouched }, IN_OUR_WORDS);
  if (!state.success) return err({ kind: "invalid_input", fields: fieldsOf(state.error, false) });
  const { name, description, role, expiresAt, defaultApiVersion, paused } = state.data;
  return ok({
    ...(touched.has("name") ? { name } : {}),
    ...(touched.has("description") ? { description } : {}),
    ...(role ? { role } : {}),
    ...(touched.has("expirationDate") ? { expiresAt } : {}),
    ...(touched.has("defaultApiVersion") ? { defaultApiVersion } : {}),
    ...(touched.has("paused") ? { paused } : {}),
    comment,
  });
}

/** A token as it can be patched: what it does not have is absent, as in its representation. */
function documentOf({ name, description, role, defaultApiVersion, expiresAt, paused }: TokenView): Document {
  return {
    ...(name === "" ? {} : { name }),
    ...(description === "" ? {} : { description }),
    ...roleRep(role),
    defaultApiVersion,
    ...(expiresAt === null ? {} : { expirationDate: expiresAt }),
    ...(paused ? { paused } : {}),
  };
}

const isForm = (name: string) => FORMS.some((form) => form === name);

/** The forms that are there in the end: if any of them was written, those that were not are gone. */
function lastingForms(document: Document, written: ReadonlySet<string>): Document {
  const there = FORMS.filter((form) => isGiven(document[form]));
  const fresh = there.filter((form) => written.has(form));
  return Object.fromEntries((fresh.length > 0 ? fresh : there).map((form) => [form, document[form]]));
}

const isGiven = (value: unknown) =>
  value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
