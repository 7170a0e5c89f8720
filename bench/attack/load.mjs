// Load in a process of its own: requests at fixed instants over plain sockets, whether or not earlier ones were answered
// (up to one per connection). A time counts from the instant at which the request was due, so that a server that stalls is
// not spared the requests that it kept waiting.
import net from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

process.on("message", async (order) => process.send(await load(order)));
process.send("ready");

/** So many requests a second for so long: the times of the answers in milliseconds, and how many there were of each status. */
async function load({ port, requests, connections, perSecond, seconds }) {
  const lines = await Promise.all(Array.from({ length: connections }, () => line(port)));
  const idle = [...lines];
  const due = [];
  const times = [];
  const statuses = {};
  let missed = 0;
  const begun = performance.now();
  const total = Math.floor(perSecond * seconds);
  const whole = new Promise((resolve) => {
    let sent = 0;
    const pump = () => {
      const now = performance.now() - begun;
      while (sent < total && (sent / perSecond) * 1000 <= now) due.push((sent++ / perSecond) * 1000);
      if (due.length > 10_000) missed += due.splice(0, due.length - 10_000).length;
      while (due.length > 0 && idle.length > 0) void ask(idle.pop(), due.shift());
      const over = now > (seconds + 10) * 1000;
      if (over || (sent === total && due.length === 0 && idle.length === lines.length)) return resolve();
      setTimeout(pump, 1);
    };
    const ask = async (one, at) => {
      const status = await one.ask(requests[times.length % requests.length]);
      times.push(performance.now() - begun - at);
      statuses[status] = (statuses[status] ?? 0) + 1;
      idle.push(one);
    };
    pump();
  });
  await whole;
  for (const one of lines) one.end();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { count: times.length, missed: missed + due.length, statuses, p50: at(0.5), p99: at(0.99) };
}

/** One connection, opened again whenever the server closes it; asks one question at a time and answers with its status. */
async function line(port) {
  let socket = null;
  let kept = null;
  let answered = () => {};
  const open = () =>
    new Promise((resolve, reject) => {
      const fresh = net.connect(port, "127.0.0.1", () => resolve(fresh));
      fresh.setNoDelay(true);
      fresh.on("error", reject);
      fresh.on("close", () => {
        if (socket === fresh) socket = null;
        answered("closed");
      });
      fresh.on("data", (chunk) => {
        kept = kept === null ? chunk : Buffer.concat([kept, chunk]);
        if (isWhole(kept)) answered(kept.latin1Slice(9, 12));
      });
    });
  socket = await open();
  const ask = async (request) => {
    socket ??= await open();
    kept = null;
    const answer = new Promise((resolve) => {
      answered = resolve;
    });
    socket.write(request);
    return answer;
  };
  return { ask, end: () => socket?.destroy() };
}

function isWhole(answer) {
  const head = answer.indexOf(HEAD_END);
  if (head < 0) return false;
  if (answer[9] === 0x32 && answer[11] === 0x34) return true; // 204
  const headers = answer.latin1Slice(0, head).toLowerCase();
  if (headers.includes("transfer-encoding: chunked")) return answer.subarray(-5).equals(Buffer.from("0\r\n\r\n"));
  return answer.length >= head + 4 + Number(/content-length: (\d+)/.exec(headers)?.[1] ?? 0);
}
