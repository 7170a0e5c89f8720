import { plural } from "../words";

export const errors = {
  title: "Something broke on our side",
  body: "Your data is as it was.",
  reference: (id: string) => `Reference ${id}.`,
  retry: "Try again",
  notFound: "Nothing here",
  notFoundBody: "This page doesn't exist, or your role doesn't include it.",
  home: "Go to the tokens",
  offline: "No connection to the server. What you see may be out of date.",
  fix: (count: number) =>
    plural(count, "1 thing needs fixing before this can be done", "# things need fixing before this can be done"),
} as const;
