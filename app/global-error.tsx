"use client";

import "./globals.css";
import { ErrorView } from "@/components/shell/error-view";

/** Stands in for the root layout when that itself failed. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Vitrine</title>
        <main>
          <ErrorView {...props} />
        </main>
      </body>
    </html>
  );
}
