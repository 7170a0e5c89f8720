import * as en from "@/components/messages/en";
import { buttonLook } from "@/components/ui/button-look";
import { Logo } from "@/components/ui/logo";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-96 flex-col items-start justify-center gap-4 p-6">
      <Logo />
      <h1 className="text-xl font-semibold">{en.errors.notFound}</h1>
      <p className="text-text-muted">{en.errors.notFoundBody}</p>
      <a href="/tokens" className={buttonLook("secondary")}>
        {en.errors.home}
      </a>
    </main>
  );
}
