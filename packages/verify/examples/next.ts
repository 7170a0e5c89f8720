import { verify } from "./verifier.js";

export async function GET(request: Request): Promise<Response> {
  const answer = await verify(request, { action: "viewOrder", resource: "api/orders" });
  if (!answer.allowed) return new Response(null, answer);
  return new Response(`Hello, ${answer.caller.subject}`);
}
