/** Naming somebody to look after a service token. */
export const caretaker = {
  menu: "Who looks after it…",
  title: (name: string) => `Who looks after ${name}?`,
  now: (name: string) => `Now it is ${name}.`,
  gone: (name: string) => `${name}, who looked after it, is no longer a member.`,
  label: "From now on",
  help: "Shown as its owner. What the token may do stays the same, and so does what they may do.",
  you: (name: string) => `${name} (you)`,
  submit: "Save",
  saved: (token: string) => `Saved who looks after ${token}`,
} as const;
