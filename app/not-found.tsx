import { en } from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button";
import { Logo } from "@/components/ui/logo";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-96 flex-col items-start justify-center gap-4 p-6">
      <Logo />
      <h1 className="text-xl font-semibold">{en.errors.notFound}</h1>
      <p className="text-text-muted">{en.errors.notFoundBody}</p>
      <ButtonLink href="/tokens">{en.errors.home}</ButtonLink>
    </main>
  );
}
