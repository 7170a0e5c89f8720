"use client";

/** The last resort, when not even the frame could be drawn. It loads with every page, and so brings its own few words. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something broke on our side</h1>
          <p>Your data is as it was. {error.digest && `Reference ${error.digest}.`}</p>
        </main>
      </body>
    </html>
  );
}
