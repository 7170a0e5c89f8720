"use client";

import "./globals.css";

/** The last resort, when not even the frame could be drawn. It loads with every page, and so brings its own few words. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-96 flex-col justify-center gap-4 p-6">
          <h1 className="text-xl font-semibold">Something broke on our side</h1>
          <p className="text-text-muted">Your data is as it was. {error.digest && `Reference ${error.digest}.`}</p>
        </main>
      </body>
    </html>
  );
}
