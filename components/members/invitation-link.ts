/** The address that an invitation's code makes, at the place where the console is open. */
export function invitationLink(code: string): string {
  return `${location.origin}/invite/${code}`;
}
