import { type Answer, errorAnswer } from "@/lib/http/answer";
import type { ApiError } from "@/lib/errors";

/** What a person reads of an error. */
export interface Words {
  title: string;
  text: string;
  /** Where its one link leads: to the same address again, or to the first page. */
  next: "again" | "start";
}

const LINKS = { again: '<a href="">Try again</a>', start: '<a href="/">Go to the start</a>' };

/** Who asked for a page, as browsers do, gets one; everybody else the error in the API's form. */
export function refusedPage(accept: string | undefined, error: ApiError, words: Words): Answer {
  const answer = errorAnswer(error);
  if (!accept?.includes("text/html")) return answer;
  const { headers, status } = answer;
  return {
    status,
    headers: {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
    },
    body: plainPage(words),
  };
}

/**
 * A page that needs nothing: no script, no file, no database. In the colours and the type of the others (app/globals.css), by the
 * theme of the system, since it knows nobody's choice.
 */
function plainPage({ title, text, next }: Words): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Vitrine</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="logo">${MARK}Vitrine</p>
<h1>${title}</h1>
<p>${text}</p>
<p>${LINKS[next]}</p>
</main>
</body>
</html>
`;
}

const MARK = `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
<path d="M6 18V6.5A2.5 2.5 0 0 1 8.5 4h7A2.5 2.5 0 0 1 18 6.5V18" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round"/>
<path d="M3.5 19.125h17" stroke="currentColor" stroke-width="2.25" stroke-linecap="round"/>
<path d="m12 8.25 3.25 3.75L12 15.75 8.75 12z" class="gem"/></svg>`;

const STYLE = `
:root { color-scheme: light dark; --canvas: #fafbfb; --ink: #0f1817; --soft: #46524f; --accent: #0b6b62; --on-ink: #ffffff }
@media (prefers-color-scheme: dark) {
  :root { --canvas: #0b100f; --ink: #edf3f2; --soft: #b4c0be; --accent: #4fc7b8; --on-ink: #0b100f }
}
body { margin: 0; background: var(--canvas); color: var(--ink); font: 14px/1.6 Inter, system-ui, sans-serif }
main { box-sizing: border-box; display: flex; flex-direction: column; justify-content: center; max-width: 28rem; min-height: 100vh;
  min-height: 100dvh; margin: 0 auto; padding: 4rem 1.5rem }
.logo { display: flex; align-items: center; gap: 8px; margin: 0 0 40px; font-weight: 600; font-size: 15px; letter-spacing: -0.01em }
.gem { fill: var(--accent) }
h1 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em }
p { margin: 8px 0 0; color: var(--soft) }
.logo { color: var(--ink) }
a { display: inline-flex; align-items: center; height: 36px; margin-top: 16px; padding: 0 14px; border-radius: 8px; background: var(--ink);
  color: var(--on-ink); font-weight: 500; text-decoration: none }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
`;
