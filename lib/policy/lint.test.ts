import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionNamed } from "./action";
import { arbitraryRequest, arbitraryStatement, placeholderOf } from "./arbitrary.test-support";
import { memberPolicy, tokenPolicy } from "./base-roles";
import { catalogueWith } from "./catalogue";
import { decide } from "./decide";
import { type LintContext, lintStatements } from "./lint";
import { lintShape } from "./lint-shape";
import type { Statement } from "./statement";
import { kindsOf } from "./vocabulary";

const PERSONAL: LintContext = { token: "personal" };
const reader = [{ kind: "member", policies: [memberPolicy("reader", "m")] }] as const;
const allow = (actions: string[], ...resources: string[]): Statement => ({ effect: "allow", actions, resources });
const deny = (actions: string[], ...resources: string[]): Statement => ({ effect: "deny", actions, resources });
const lint = (statements: Statement[], context = PERSONAL) => lintStatements(statements, context);
const said = (statements: Statement[], context = PERSONAL) =>
  lint(statements, context).map(({ code, pointer, message }) => [code, pointer, message]);

describe("names (rulings R11, R28)", () => {
  test("a kind that is not known is named with its place, and the one that was probably meant put in", () => {
    const [item] = lint([allow(["viewProject"], "proj/*", "porj/web")]);
    expect(item).toMatchObject({
      code: "P06",
      level: "warning",
      pointer: "/0/resources/1",
      message: "“porj” isn't a kind of resource. Did you mean “proj”?",
    });
    expect(item?.fix?.statements).toEqual([allow(["viewProject"], "proj/*", "proj/web")]);
  });

  test("levels that were left out are put in", () => {
    const [item] = lint([allow(["updateRules"], "proj/web:flag/*;beta")]);
    expect(item?.message).toBe("“proj:flag” isn't a kind of resource. Did you mean “proj:env:flag”?");
    expect(item?.fix?.statements).toEqual([allow(["updateRules"], "proj/web:env/*:flag/*;beta")]);
  });

  test("a kind that no catalogue names, and that is like none, is noted and not warned of", () => {
    expect(lint([allow(["refund"], "billing/orders"), allow(["readPath"], "api/orders:path/refunds")])).toMatchObject([
      {
        code: "P06",
        level: "note",
        pointer: "/0/resources/0",
        message: "“billing” is in no catalogue. It works all the same; its actions aren't checked here.",
      },
      { code: "P06", level: "note", pointer: "/1/resources/0" },
    ]);
  });

  describe("with a vocabulary of the account's own", () => {
    const context: LintContext = {
      token: "personal",
      catalogue: catalogueWith(
        kindsOf([
          {
            type: "api:path",
            label: "API paths",
            singular: "API path",
            actions: [actionNamed("readPath"), actionNamed("refundOrder")],
          },
        ]),
      ),
    };

    test("nothing is said of its types and their actions", () => {
      expect(lint([allow(["readPath", "refund*"], "api/orders:path/refunds")], context)).toEqual([]);
      expect(lint([allow(["refundOrder"], "*")], context)).toEqual([]);
      expect(said([allow(["refundOrder"], "*")]).map(([code]) => code)).toEqual(["P07"]);
    });

    test("slips of the pen in its types and actions are warned of, and mended", () => {
      const [type] = lint([allow(["readPath"], "api/orders:paht/refunds")], context);
      expect(type).toMatchObject({ code: "P06", level: "warning", fix: { label: "Use “path”" } });
      expect(type?.fix?.statements).toEqual([allow(["readPath"], "api/orders:path/refunds")]);
      const [action] = lint([allow(["refundOdrer"], "api/*:path/*")], context);
      expect(action).toMatchObject({
        code: "P07",
        message: "“refundOdrer” can't be done to API paths. Did you mean “refundOrder”?",
      });
    });

    test("what lies beyond the viewer is told of its actions too", () => {
      const ceilings = [{ kind: "member", policies: [memberPolicy("reader", "m")] }] as const;
      const statements = [allow(["readPath", "refundOrder"], "api/*:path/*")];
      const [item] = lint(statements, { ...context, ceilings });
      expect(item).toMatchObject({ code: "P20", message: "1 action is more than you have. It's held back." });
      expect(item?.fix?.statements).toEqual([allow(["readPath"], "api/*:path/*")]);
    });
  });

  test("an action that cannot be done to the kind is named, and the nearest one put in", () => {
    const [item] = lint([allow(["updateRulse", "view*"], "proj/*:env/*:flag/*")]);
    expect(item).toMatchObject({
      code: "P07",
      level: "warning",
      pointer: "/0/actions/0",
      message: "“updateRulse” can't be done to flags. Did you mean “updateRules”?",
    });
    expect(item?.fix?.statements).toEqual([allow(["updateRules", "view*"], "proj/*:env/*:flag/*")]);
    expect(said([allow(["updateRules"], "*")])).toEqual([]);
  });

  test("a placeholder beside other text, or without a value, is said to do nothing, or to deny everything", () => {
    const mixed = allow(["viewProject"], `proj/x-${placeholderOf("key")}`);
    expect(said([mixed])).toMatchObject([["P27", "/0/resources/0", expect.stringContaining("allows nothing")]]);
    const open = (effect: Statement["effect"]) => ({
      ...allow(["viewProject"], `proj/${placeholderOf("key")}`),
      effect,
    });
    expect(said([open("allow")])).toEqual([]);
    expect(said([open("allow")], { ...PERSONAL, attributes: { key: ["a"] } })).toEqual([]);
    expect(said([open("allow")], { ...PERSONAL, attributes: {} })).toEqual([
      ["P28", "/0/resources/0", "There is no value for “key”, so this statement allows nothing."],
    ]);
  });
});

describe("shape", () => {
  test("everything on everything is said to be that", () => {
    expect(said([allow(["*"], "*")]).filter(([code]) => code === "P21")).toEqual([
      ["P21", "/0", "This allows everything, everywhere."],
    ]);
  });

  test("statements that change nothing are found, with the reason", () => {
    const flags = "proj/*:env/*:flag/*";
    const reasons = (...statements: Statement[]) => said(statements).filter(([code]) => code === "P22");
    expect(reasons(allow(["view*"], flags), allow(["view*"], flags))).toEqual([
      ["P22", "/1", "Statement 2 changes nothing: it is there twice."],
    ]);
    expect(reasons(allow(["updateRules"], "proj/web:env/*:flag/*"), allow(["update*"], flags))).toEqual([
      ["P22", "/0", "Statement 1 changes nothing: other statements allow all of it."],
    ]);
    expect(reasons(allow(["view*"], flags), deny(["updateRules"], flags))).toEqual([
      ["P22", "/1", "Statement 2 changes nothing: nothing allows what it denies."],
    ]);
    expect(
      reasons(allow(["view*"], flags), allow(["viewFlag"], "proj/a:env/b:flag/c"), deny(["viewFlag"], flags)),
    ).toEqual([["P22", "/1", "Statement 2 changes nothing: other statements deny all of it."]]);
    expect(reasons(allow(["update*"], flags), deny(["updateRules"], "proj/web:env/*:flag/*"))).toEqual([]);
  });

  test("a role's floor counts: what denies of it changes something", () => {
    const floor = tokenPolicy("reader").statements;
    const statements = [deny(["viewProject"], "proj/*")];
    expect(said(statements, { token: null, floor })).toEqual([]);
    expect(said(statements).map(([code]) => code)).toEqual(["P25"]);
  });

  test("only denies are said to do nothing, and Reader's statements offered", () => {
    const [item] = lint([deny(["*"], "proj/*")]);
    expect(item).toMatchObject({ code: "P25", pointer: "", fix: { label: "Start from Reader" } });
    expect(item?.fix?.statements).toHaveLength(2);
  });

  test("all-except lists that allow are noted, those that deny are not", () => {
    const except = { notActions: ["deleteProject"], resources: ["proj/*"] };
    expect(said([{ effect: "allow", ...except }])).toEqual([
      ["P26", "/0/notActions", "“All except” also allows actions added later."],
    ]);
    const unseen = { ...except, notActions: ["deleteProject", "viewProject"] };
    expect(said([allow(["*"], "proj/*"), { effect: "deny", ...unseen }])).toEqual([]);
  });

  test("whatever is said to change nothing changes nothing, all of it taken out at once", () => {
    let idle = 0;
    const statements = fc.array(arbitraryStatement, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(statements, fc.array(arbitraryRequest, { minLength: 10, maxLength: 10 }), (written, requests) => {
        const found = [...lintShape(written, PERSONAL)].filter(({ code }) => code === "P22");
        const gone = new Set(found.map(({ pointer }) => Number(pointer.slice(1))));
        idle += gone.size;
        const left = written.filter((_, index) => !gone.has(index));
        const effect = (some: Statement[], at: number) =>
          decide(
            [{ kind: "declared", policies: [{ source: { kind: "inline" }, statements: some }] }],
            requests[at] ?? NONE,
          ).effect;
        for (const at of requests.keys()) expect(effect(left, at)).toBe(effect(written, at));
      }),
      { numRuns: 2_000 },
    );
    expect(idle).toBeGreaterThan(100);
  });
});

const NONE = { action: "none", resource: "none" };

describe("projects without their view (semantics 3.3)", () => {
  const flags = allow(["updateRules"], "proj/web:env/*:flag/*");
  const closed = (at: number, project: string) => [
    "P29",
    `/${at}/resources/0`,
    `Without View project, nothing inside ${project} can be done.`,
  ];

  test("are named once each, and the view can be added", () => {
    const statements = [flags, allow(["updateTags"], "proj/web"), allow(["*"], "proj/mobile;team-a:env/*")];
    expect(said(statements)).toEqual([closed(0, "proj/web"), closed(2, "proj/mobile;team-a")]);
    const [item] = lint(statements);
    expect(item?.level).toBe("warning");
    expect(item?.fix).toEqual({
      label: "Add View project",
      statements: [...statements, allow(["viewProject"], "proj/web")],
    });
    expect(said([...(item?.fix?.statements ?? [])])).toEqual([closed(2, "proj/mobile;team-a")]);
  });

  test("are none where the policy, its floor or a placeholder's value may give the view", () => {
    const mine = `proj/${placeholderOf("key")}`;
    expect(said([flags, allow(["view*"], "proj/w*")])).toEqual([]);
    expect(said([flags], { token: null, floor: tokenPolicy("reader").statements })).toEqual([]);
    expect(said([flags, allow(["viewProject"], mine)])).toEqual([]);
    expect(said([allow(["updateRules"], `${mine}:env/*:flag/*`), allow(["viewProject"], mine)])).toEqual([]);
    expect(said([allow(["updateRules"], `${mine}:env/*:flag/*`)])).toEqual([closed(0, mine)]);
    expect(said([flags, allow(["viewProject"], "proj/mobile")])).toEqual([closed(0, "proj/web")]);
  });

  test("are named without a remedy where a statement denies the view", () => {
    const statements = [flags, allow(["viewProject"], "proj/*"), deny(["view*"], "proj/*")];
    const item = lint(statements).find(({ code }) => code === "P29");
    expect(item?.message).toBe("Without View project, nothing inside proj/web can be done.");
    expect(item).not.toHaveProperty("fix");
  });

  test("are no matter of denials, of other kinds, or of who may view and no more", () => {
    expect(said([deny(["updateRules"], "proj/web:env/*:flag/*"), allow(["updateOn"], "webhook/*")])).not.toContainEqual(
      expect.arrayContaining(["P29"]),
    );
    expect(said([allow(["viewProject"], "proj/web")])).toEqual([]);
  });
});

describe("access", () => {
  test("a personal token that asks for more is warned of, a service token offered to be trimmed (ruling R6)", () => {
    const [view, flags] = [allow(["viewProject"], "proj/*"), allow(["viewFlag"], "proj/*:env/*:flag/*")];
    const statements = [flags, allow(["updateRules"], "proj/*:env/*:flag/*"), view];
    expect(lint(statements, { token: "personal", ceilings: reader })).toMatchObject([
      { code: "P20", level: "warning", pointer: "/1", message: "1 action is more than you have. It's held back." },
    ]);
    const [item] = lint(statements, { token: "service", ceilings: reader });
    expect(item).toMatchObject({
      code: "P09",
      level: "warning",
      message: "A service token can't have more than you do. 1 action is too many.",
      fix: { label: "Trim to what I have", statements: [flags, view] },
    });
    expect(lint([flags, view], { token: "service", ceilings: reader })).toEqual([]);
  });

  test("a token that may make or change tokens, roles or members is said to hand out access", () => {
    expect(said([allow(["createRole", "updatePolicy"], "role/*")])).toEqual([
      ["P24", "/0", "This token could hand out access: it may create role and change the policy (roles)."],
    ]);
    expect(said([allow(["*"], "proj/*", "webhook/*")])).toEqual([]);
    expect(said([allow(["view*"], "role/*", "member/*")])).toEqual([]);
  });
});
