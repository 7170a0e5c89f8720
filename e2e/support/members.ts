import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./people";

/** Opens the members list narrowed to one person, so that the list may be of any length. */
export async function findMember(page: Page, { email }: Pick<Person, "email">): Promise<Locator> {
  await page.goto(`/members?q=${encodeURIComponent(email)}`);
  const row = page.getByRole("row").nth(1);
  await expect(row).toBeVisible();
  return row;
}

/** Opens the menu of a member's row and chooses from it. */
export async function chooseFor(page: Page, person: Pick<Person, "email" | "name">, item: string): Promise<void> {
  await findMember(page, person);
  await page.getByRole("button", { name: `Actions for ${person.name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Chooses another base role and looks at what it does; answers with the dialog that asks. */
export async function reviewBaseRole(page: Page, person: Person, from: string, to: string): Promise<Locator> {
  await chooseFor(page, person, "Roles and attributes…");
  const choice = page.getByRole("dialog", { name: `Roles of ${person.name}` });
  await choice.getByLabel("Base role").selectOption(to);
  await choice.getByRole("button", { name: "Review change" }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${person.name} from ${from} to ${to}?` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The id of a member, from the address of their page. */
export async function memberId(page: Page, person: Person): Promise<string> {
  const row = await findMember(page, person);
  const href = await row.getByRole("link", { name: person.name }).getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}
