export const common = {
  cancel: "Cancel",
  done: "Done",
  close: "Close",
  dismiss: "Dismiss",
  loading: "Loading",
  breadcrumb: "Breadcrumb",
  capsLock: "Caps Lock is on.",
  hidePassword: "Hide password",
  showPassword: "Show password",
  offline: "No connection to the server. Nothing was saved; try again.",
  skip: "Skip to the page",
} as const;
