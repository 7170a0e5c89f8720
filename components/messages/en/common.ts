export const common = {
  cancel: "Cancel",
  done: "Done",
  close: "Close",
  dismiss: "Dismiss",
  loading: "Loading",
  offline: "No connection to the server. Nothing was saved; try again.",
  skip: "Skip to the page",
} as const;
