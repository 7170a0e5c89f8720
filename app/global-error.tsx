"use client";

import { en } from "@/components/messages/en";

/** The last resort, when not even the frame could be drawn. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>{en.errors.title}</h1>
          <p>
            {en.errors.body} {error.digest && en.errors.reference(error.digest)}
          </p>
        </main>
      </body>
    </html>
  );
}
