import * as en from "@/components/messages/en";
import { SkipLink } from "@/components/shell/skip-link";
import { Logo } from "@/components/ui/logo";
import type { ReferenceView } from "@/lib/api/view";
import { Endpoint } from "./endpoint";
import { Shapes } from "./shapes";
import { Words } from "./words";

const anchor = (name: string) => name.toLowerCase().replaceAll(" ", "-");

/** The API reference: drawn on the server, readable without a script. */
export function Reference({ reference }: { reference: ReferenceView }) {
  const { origin, introduction, rooms, objects } = reference;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[280px_minmax(0,1fr)]">
      <SkipLink />
      <header className="flex flex-col gap-4 border-line p-4 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:border-e lg:overflow-y-auto">
        <div className="flex items-center justify-between gap-2">
          <Logo />
          <a href="/tokens" className="text-accent underline">
            {en.docs.console}
          </a>
        </div>
        <Contents reference={reference} />
      </header>
      <main id="main" className="mx-auto flex w-full max-w-[1600px] min-w-0 flex-col gap-10 p-4 md:p-6">
        <div className="flex max-w-[720px] flex-col gap-2">
          <h1 className="text-xl font-semibold" tabIndex={-1}>
            {en.docs.title}
          </h1>
          {introduction.map((sentence) => (
            <p key={sentence}>
              <Words>{sentence}</Words>
            </p>
          ))}
          <p>
            {en.docs.contract}{" "}
            <a href="/api/v2/openapi.json" className="text-accent underline wrap-anywhere">
              {origin}/api/v2/openapi.json
            </a>
          </p>
        </div>
        {rooms.map(({ name, words, endpoints }) => (
          <section key={name} aria-labelledby={anchor(name)} className="flex flex-col gap-2">
            <h2 id={anchor(name)} className="text-xl font-semibold">
              {name}
            </h2>
            <p className="text-text-muted">{words}</p>
            {endpoints.map((endpoint) => (
              <Endpoint key={endpoint.id} endpoint={endpoint} />
            ))}
          </section>
        ))}
        <section aria-labelledby="objects" className="flex max-w-[960px] flex-col gap-6">
          <h2 id="objects" className="text-xl font-semibold">
            {en.docs.objects}
          </h2>
          {objects.map(({ name, shapes }) => (
            <section key={name} aria-labelledby={name} className="flex flex-col gap-1.5">
              <h3 id={name} className="font-mono font-semibold">
                {name}
              </h3>
              <Shapes label={name} shapes={shapes} />
            </section>
          ))}
        </section>
      </main>
    </div>
  );
}

function Contents({ reference: { rooms } }: { reference: ReferenceView }) {
  return (
    <nav aria-label={en.docs.contents} className="flex flex-col gap-3 text-xs">
      {rooms.map(({ name, endpoints }) => (
        <div key={name} className="flex flex-col">
          <a href={`#${anchor(name)}`} className="py-1 font-semibold">
            {name}
          </a>
          <ul>
            {endpoints.map(({ id, method, summary }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="flex min-h-6 items-center gap-2 rounded-sm px-1 py-0.5 text-text-muted hover:bg-hover"
                >
                  <span className="w-12 shrink-0 font-mono text-2xs text-text-subtle">{method}</span>
                  <span>{summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <a href="#objects" className="py-1 font-semibold">
        {en.docs.objects}
      </a>
    </nav>
  );
}
