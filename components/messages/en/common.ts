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
  offline: "The server didn’t answer. Try again.",
  skip: "Skip to the page",
} as const;
