// The load of `npm run bench:verify`, in a process of its own: a closed loop over plain sockets, so that it costs little
// beside what it measures. A request is text that is sent as it stands; each connection goes on through the list.
import net from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

process.on("message", async (order) => process.send(await load(order)));
process.send("ready");

/** Good answers a second, and the times of them in milliseconds; `bad` counts answers that are not the expected ones. With `most` it ends after so many. */
async function load({ port, requests, connections, seconds, status, most = Number.POSITIVE_INFINITY }) {
  const times = [];
  const state = { next: 0, most, bad: 0, until: performance.now() + seconds * 1000 };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, () => connection(port, requests, status, state, times)));
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { count: times.length, rate: (times.length - state.bad) / took, p50: at(0.5), p99: at(0.99), bad: state.bad };
}

function connection(port, requests, status, state, times) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let kept = null;
    let sent = 0;
    const ask = () => {
      sent = performance.now();
      socket.write(requests[state.next++ % requests.length]);
    };
    socket.on("connect", ask);
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.on("data", (chunk) => {
      kept = kept === null ? chunk : Buffer.concat([kept, chunk]);
      if (!isWhole(kept)) return;
      if (Number(kept.latin1Slice(9, 12)) !== status) state.bad++;
      kept = null;
      const now = performance.now();
      times.push(now - sent);
      if (now >= state.until || state.next >= state.most) socket.end();
      else ask();
    });
  });
}

function isWhole(answer) {
  const head = answer.indexOf(HEAD_END);
  if (head < 0) return false;
  if (answer[9] === 0x32 && answer[11] === 0x34) return true; // 204
  const headers = answer.latin1Slice(0, head).toLowerCase();
  if (headers.includes("transfer-encoding: chunked")) return answer.subarray(-5).equals(Buffer.from("0\r\n\r\n"));
  return answer.length >= head + 4 + Number(/content-length: (\d+)/.exec(headers)?.[1] ?? 0);
}
