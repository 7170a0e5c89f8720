import type { IncomingMessage, ServerResponse } from "node:http";
import { subjectKey } from "@/lib/authority/find-subject";
import type { FoundGateway } from "@/lib/gateways/find-gateway";
import { decide } from "@/lib/policy/decide";
import { type Evaluation, evaluationInput, evaluationsInput, type Semantic } from "./authzen-input";
import type { DoorDependencies } from "./deps";
import { knownGateway } from "./gateway-json";
import { namedResource } from "./named-resource";
import { readText } from "./read-body";
import { answerJson, answerProblem, type Headers } from "./reply";

const MOST = 256 * 1024;
type Decision = { readonly decision: boolean };

/** One question: a denial is an answer like any other (200). What is unknown is denied. */
export async function evaluation(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await readAsked(dependencies, request, response);
  if (!asked) return;
  const parsed = evaluationInput.safeParse(asked.body);
  if (!parsed.success) return refuse(response, asked.echo, parsed.error.issues);
  answerJson(response, 200, await decisionOf(asked, parsed.data), asked.echo);
}

/** Several questions; one that is broken is denied, and the others are answered. Without any it is the single question. */
export async function evaluations(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await readAsked(dependencies, request, response);
  if (!asked) return;
  const parsed = evaluationsInput.safeParse(asked.body);
  if (!parsed.success) return refuse(response, asked.echo, parsed.error.issues);
  const { evaluations: items = [], options, ...shared } = parsed.data;
  if (items.length === 0) {
    const single = evaluationInput.safeParse(shared);
    if (!single.success) return refuse(response, asked.echo, single.error.issues);
    return answerJson(response, 200, await decisionOf(asked, single.data), asked.echo);
  }
  const ask = async (item: unknown) => {
    const one = evaluationInput.safeParse(item);
    return one.success ? decisionOf(asked, one.data) : { decision: false };
  };
  const whole = items.map((item) => item && { ...shared, ...item });
  answerJson(response, 200, { evaluations: await inTurn(whole, ask, options?.evaluations_semantic) }, asked.echo);
}

async function inTurn<T>(
  items: readonly T[],
  ask: (item: T) => Promise<Decision>,
  semantic: Semantic = "execute_all",
): Promise<Decision[]> {
  const last = semantic === "execute_all" ? null : semantic === "permit_on_first_permit";
  const answers: Decision[] = [];
  for (const item of items) {
    const answer = await ask(item);
    answers.push(answer);
    if (answer.decision === last) break;
  }
  return answers;
}

/** `context`, and what a question says of its subject, never add rights. */
async function decisionOf(
  { dependencies: { authority, note }, request, gateway }: Asked,
  { subject, action, resource }: Evaluation,
): Promise<Decision> {
  const key = subjectKey(gateway.accountId, subject.type, subject.id);
  const named = namedResource({ resource, action });
  const found = key === null || named === null ? null : await authority.subjects.find(key);
  if (found === null || named === null) return { decision: false };
  const asked = { action: action.name, resource: named };
  const allowed = decide(found.grants, asked).effect === "allow";
  const { accountId, id, secretId } = found;
  if (secretId !== null) await note(request, { holder: { accountId, id, secretId }, allowed, asked });
  return { decision: allowed };
}

/** Where the endpoints are (AuthZEN discovery). */
export function authzenMetadata(response: ServerResponse, issuer: string): void {
  answerJson(response, 200, {
    policy_decision_point: issuer,
    access_evaluation_endpoint: `${issuer}/access/v1/evaluation`,
    access_evaluations_endpoint: `${issuer}/access/v1/evaluations`,
  });
}

type Asked = {
  readonly dependencies: DoorDependencies;
  readonly request: IncomingMessage;
  readonly gateway: FoundGateway;
  readonly body: unknown;
  readonly echo: Headers;
};

/** Who asks, and the JSON of what; null if that was refused. A wrong content type is a 400, as the specification has it. */
async function readAsked(
  dependencies: DoorDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Asked | null> {
  const echo = echoOf(request);
  const gateway = await knownGateway(dependencies, request, response, echo);
  if (gateway === null) return null;
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const text = type === "application/json" ? await readText(request, MOST) : null;
  const body = text === null ? undefined : parsedJson(text);
  if (body !== undefined) return { dependencies, request, gateway, body, echo };
  answerProblem(response, 400, { title: "Bad Request", detail: "Send JSON as application/json." }, echo);
  return null;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(
  response: ServerResponse,
  echo: Headers,
  issues: readonly { readonly path: readonly PropertyKey[] }[],
): void {
  const errors = issues.map(({ path }) => ({ pointer: `/${path.map(String).join("/")}` }));
  answerProblem(
    response,
    400,
    { title: "Bad Request", detail: "A member is missing or of another kind.", errors },
    echo,
  );
}

/** The caller's own name for the request, given back if it is a plain word. */
function echoOf(request: IncomingMessage): Headers {
  const id = request.headers["x-request-id"];
  return typeof id === "string" && /^[\w.:/+=-]{1,128}$/.test(id) ? { "x-request-id": id } : {};
}
