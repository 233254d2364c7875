import type { Sheet } from "@/lib/export/sheet";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** The paper, and how a document is divided into pages. The margins are known to lib/export/paper.ts, too. */
const PRINT = `
@page {
  size: A4;
  margin: 14mm;
  background: var(--sheet-paper);
  @bottom-right { content: counter(page) " / " counter(pages); color: #7d8987; font: 8pt Inter, system-ui, sans-serif; }
}
`;

interface DocumentParts {
  css: string;
  /** Serialised by the browser, so escaped. */
  body: string;
  sheet: Sheet;
  rootClass: string;
}

/** A whole HTML document that allows itself nothing but its own styles, pictures and fonts. */
export function documentOf({ css, body, sheet, rootClass }: DocumentParts): string {
  const { title, language, theme } = sheet;
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  return `<!doctype html>
<html lang="${escaped(language)}" data-theme="${theme}" class="${escaped(rootClass)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="${theme}">
<title>${escaped(title)}</title>
<style>${PRINT.replace("var(--sheet-paper)", paper)}${css}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
