/** What may leave the server about a gateway. Instants are epoch milliseconds. */
export type GatewayView = {
  id: string;
  name: string;
  /** The last four characters of its credential. */
  secretTail: string;
  createdAt: number;
  /** The member who made it, by id; null for the operator. */
  createdBy: string | null;
};
