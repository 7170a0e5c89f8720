import { specifier } from "../workload.mjs";

/** The product's own: a policy object, and each request as the two texts that come over the wire. */
export async function build(statements, requests) {
  const { decide } = await import(process.env.BENCH_ENGINE);
  const policy = {
    source: { kind: "inline" },
    statements: statements.map(({ effect, actions, resource }) => ({
      effect,
      actions,
      resources: [specifier(resource)],
    })),
  };
  const grants = [{ kind: "declared", policies: [policy] }];
  const asked = requests.map((request) => ({ action: request.action, resource: specifier(request) }));
  return (i) => decide(grants, asked[i]).effect === "allow";
}
