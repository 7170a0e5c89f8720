import { plural } from "../words";

export const account = {
  title: "Your account",
  profile: "Profile",
  name: "Name",
  email: "E-mail",
  role: "Role",
  display: "Display",
  password: "Password",
  current: "Current password",
  next: "New password",
  change: "Change password",
  changed: "Password changed. Your other sessions have ended.",
  sessions: "Sessions",
  thisOne: "this one",
  end: "End",
  endOthers: "Sign out others",
  ended: "Session ended",
  endedOthers: (count: number) => plural(count, "1 session ended", "# sessions ended"),
  lastSeen: "Last seen:",
} as const;
