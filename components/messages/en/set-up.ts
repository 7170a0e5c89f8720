export const setUp = {
  title: "Set up Latchkey",
  http: "Copy buttons and secure cookies need https. Fine for a try-out on this machine.",
  code: "Setup code",
  codeHelp: "Printed in the server log at start-up.",
  accountName: "Account name",
  name: "Your name",
  email: "E-mail",
  password: "Password",
  passwordHelp: "At least 15 characters. Spaces and paste are welcome.",
  submit: "Create owner account",
  codeDead: "This code doesn't work any more. Restart the server to get a new one.",
} as const;
