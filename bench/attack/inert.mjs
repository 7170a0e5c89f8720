// What takes an attack and does nothing with it: what is then left of an attack's price is that of making it.
import http from "node:http";

const server = http.createServer((request, response) => {
  request.resume();
  response.writeHead(401, { "content-length": "0" });
  response.end();
});
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1");
