import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { subjectKey } from "@/lib/authority/find-subject";
import { secretKind } from "@/lib/keys/secret-format";
import type { Follower, Told } from "@/lib/leases/followers";
import type { Lease } from "@/lib/leases/lease";
import { RENEW_MS } from "@/lib/leases/limits";
import type { DoorDependencies } from "./deps";
import { credentialOf, knownGateway, readJson, refuseGateway } from "./gateway-json";
import { ALWAYS, answerEmpty, answerProblem, RETRY } from "./reply";
import { ackInput } from "./verify-input";

/** So often something is sent, so that what lies between keeps the line, and a dead one is noticed. */
const PING_MS = 10_000;
/** What waits to be read by a follower that does not read; then it is cut off. */
const UNREAD_MAX = 256 * 1024;
const ACK_MAX = 512 * 1024;

/** Nobody on its way may keep, change or gather it: a feed that is gathered gives leases that have ended when they arrive. */
const STREAM = {
  ...ALWAYS,
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** By which credential a feed was opened, as a digest. */
const openedBy = new WeakMap<Follower, Buffer>();

/** Opens the feed of changes for a gateway, which may keep answers from then on while it holds leases (decision 0026). */
export async function openFeed(
  dependencies: DoorDependencies,
  lease: Lease,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gateway = await knownGateway(dependencies, request, response);
  if (gateway === null) return;
  const { authority, onError } = dependencies;
  const credential = credentialOf(request) ?? "";
  const line = {
    send: (told: Told) => {
      if (!response.writable) return;
      response.write(eventOf(told));
      if (response.writableLength > UNREAD_MAX) response.destroy();
    },
    end: () => void response.destroy(), // one that does not read would never see an end
  };
  const follower = lease.followers.join(gateway.accountId, line);
  if (follower === null)
    return answerProblem(response, 503, { title: "Service Unavailable", detail: "No more feeds here." }, RETRY);
  openedBy.set(follower, digestOf(credential));
  const ping = setInterval(() => {
    if (response.writable) response.write(":\n\n");
    Promise.resolve(authority.gateways.find(credential)).then((found) => found ?? response.destroy(), onError);
  }, PING_MS).unref();
  response.once("close", () => {
    clearInterval(ping);
    lease.followers.lose(follower);
  });
  response.writeHead(200, STREAM);
  response.write(`event: hello\ndata: ${JSON.stringify({ feed: follower.id, renew: RENEW_MS })}\n\n`);
}

function eventOf(told: Told): string {
  const { kind, ...data } = told;
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * A follower says what it has taken in, and asks for a lease: that comes by the feed, so that it never comes before a
 * change that it was given with in sight. Or it leaves, and says that it has given its lease back. 404 for a feed that is
 * not open in this process.
 */
export async function acknowledge(
  dependencies: DoorDependencies,
  lease: Lease,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const credential = credentialOf(request);
  if (credential === null || secretKind(credential) !== "gateway") return refuseGateway(response);
  const input = await readJson(ackInput, ACK_MAX, request, response);
  if (input === null) return;
  const follower = lease.followers.find(input.feed);
  const opener = follower && openedBy.get(follower);
  if (!follower || !opener || !timingSafeEqual(opener, digestOf(credential))) return answerEmpty(response, 404);
  if (input.leave) lease.followers.release(follower);
  else lease.followers.taken(follower, input.taken);
  const gateway = await dependencies.authority.gateways.find(credential);
  if (gateway === null) {
    follower.line.end(); // its credential was revoked: what it took in counts, but it gets nothing more
    return refuseGateway(response);
  }
  if (follower.open) lease.followers.grant(follower, input.ask, lease.held() ? Math.floor(lease.left()) : 0);
  answerEmpty(response, follower.open || input.leave ? 204 : 404);
  await noteUses(dependencies, request, gateway.accountId, input.uses);
}

/** What it answered from its memory are uses like any other, of tokens of its own account. */
async function noteUses(
  { authority, note }: DoorDependencies,
  request: IncomingMessage,
  accountId: string,
  uses: z.output<typeof ackInput>["uses"],
): Promise<void> {
  const noted: (Promise<void> | void)[] = [];
  for (const { token, allowed, times, ...asked } of uses) {
    const key = subjectKey(accountId, "token", token);
    const holder = key === null ? null : await authority.subjects.find(key);
    if (!holder?.secretId) continue;
    const { id, secretId } = holder;
    noted.push(note(request, { holder: { accountId, id, secretId }, allowed, asked, times }));
  }
  await Promise.all(noted);
}

const digestOf = (secret: string) => createHash("sha256").update(secret).digest();
