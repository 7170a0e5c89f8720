import { z } from "zod";
import { BASE_ROLES } from "@/lib/core/base-role";
import { acceptLink } from "@/lib/members/accept-link";
import { emailInput, passwordInput, personName } from "@/lib/members/input";
import { inviteMember } from "@/lib/members/invite-member";
import { isSetUp } from "@/lib/members/is-set-up";
import { setUpByOperator } from "@/lib/members/set-up";
import { operatorPrincipal } from "@/lib/principals/principals";
import { type Bench, originOf, orStop, say, theAccount, withBench } from "./operator";
import { parseOptions, readLine } from "./parse";

const options = z.object({
  email: emailInput,
  role: z.enum(BASE_ROLES),
  name: personName.optional(),
  passwordStdin: z.boolean().default(false),
});
type Options = z.output<typeof options>;

/** `member create`: an invitation link on standard output, or a member who can sign in at once. */
export async function createMember(raw: unknown): Promise<void> {
  const asked = parseOptions(options, raw);
  const password = asked.passwordStdin
    ? parseOptions(z.object({ passwordStdin: passwordInput }), { passwordStdin: await readLine() }).passwordStdin
    : null;
  await withBench(async (bench) => {
    const name = asked.name ?? asked.email.split("@")[0] ?? "";
    if (password !== null && asked.role === "owner" && !(await isSetUp(bench.db)))
      return firstOwner(bench, asked, name, password);
    const { code } = orStop(await invite(bench, asked));
    if (password === null) return say(`${originOf(bench.config)}/invite/${code.reveal()}`);
    orStop(await acceptLink(bench.db, { code: code.reveal(), name, password }));
    say(`${asked.email} can sign in.`);
  });
}

async function invite({ db, operator }: Bench, { email, role }: Options) {
  const principal = operatorPrincipal({ accountId: (await theAccount(db)).id, name: operator });
  return inviteMember(db, principal, { email, baseRole: role });
}

async function firstOwner(
  { db, config, operator }: Bench,
  { email }: Options,
  name: string,
  password: string,
): Promise<void> {
  orStop(await setUpByOperator(db, { accountName: config.accountName, name, email, password }, operator));
  say(`The account ${config.accountName} is set up; its Owner is ${email}.`);
}
