import { startEmbedded } from "@/lib/db/embedded";

/** The product's own Postgres on a port of the benchmark's, with its usual durability; ends with the process that called. */
export async function startPostgres(folder: string, port: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "max_connections=200"];
  const { stop } = await startEmbedded(folder, settings);
  return { url: `postgres://latchkey@127.0.0.1:${port}/`, stop };
}
