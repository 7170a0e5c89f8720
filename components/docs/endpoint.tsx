import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import type { EndpointView } from "@/lib/api/view";
import { Code } from "./code";
import { Fields, Type } from "./fields";
import { Shapes } from "./shapes";
import { Words } from "./words";

/** One endpoint: what it is and needs, beside it a request and its answer. */
export function Endpoint({ endpoint }: { endpoint: EndpointView }) {
  const { id, method, path, summary, words, parameters, bodies, curl, examples, answers, answer } = endpoint;
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-t border-line py-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex flex-col gap-1">
          <h3 id={id} className="text-lg font-semibold">
            {summary}
          </h3>
          <p className="font-mono text-xs wrap-anywhere">
            <span className="font-semibold">{method}</span> {path}
          </p>
        </div>
        <p>
          <Words>{words}</Words>
        </p>
        <Needs endpoint={endpoint} />
        {parameters.length > 0 && (
          <Part title={en.docs.parameters}>
            <Fields label={`${en.docs.parameters}: ${summary}`} fields={parameters} />
          </Part>
        )}
        {bodies.length > 0 && (
          <Part title={en.docs.body}>
            <Shapes label={`${en.docs.body}: ${summary}`} shapes={bodies} />
          </Part>
        )}
        <Part title={en.docs.answers}>
          <ul className="flex flex-col gap-1 text-xs">
            {answers.map(({ status, words: said, type }) => (
              <li key={status} className="flex gap-3">
                <span className="tnum w-8 shrink-0 font-mono">{status}</span>
                <span>
                  {said} {type && <Type type={type} />}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Code label={`${en.docs.request}: ${summary}`}>{curl}</Code>
        {examples.slice(1).map(({ title, json }) => (
          <Code key={title} label={`${en.docs.body}: ${summary}, ${title}`}>
            {json}
          </Code>
        ))}
        {answer !== null && <Code label={`${en.docs.response}: ${summary}`}>{answer}</Code>}
      </div>
    </section>
  );
}

function Needs({ endpoint: { open, needs } }: { endpoint: EndpointView }) {
  if (open || needs.length === 0)
    return (
      <p className="text-xs">
        <strong className="font-semibold">{en.docs.needs}</strong> {open ? en.docs.needsNone : en.docs.needsAny}
      </p>
    );
  return (
    <div className="text-xs">
      <strong className="font-semibold">{en.docs.needs}</strong>
      <ul className="flex flex-col">
        {needs.map(({ action, resource }) => (
          <li key={`${action} ${resource}`}>
            <code className="font-mono">{action}</code> {en.docs.on} <code className="font-mono">{resource}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="font-semibold">{title}</h4>
      {children}
    </div>
  );
}
