import { customType, timestamp } from "drizzle-orm/pg-core";

/** An instant, always with its time zone and always judged by the database's clock. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });

/** Raw bytes: digests, never secrets. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
