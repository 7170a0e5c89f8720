/** A process that answers gateways from memory. Instants are epoch milliseconds. */
export type InstanceView = {
  readonly id: string;
  /** When it last said which changes it has taken in. */
  readonly seenAt: number;
  /** How many changes of the account it has yet to take in. */
  readonly behind: number;
};
