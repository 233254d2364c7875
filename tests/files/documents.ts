import { strToU8, zipSync, zlibSync } from "fflate";

/** A PDF with a page for each text; lines are lines. A password, pictures or scripts are in none of them. */
export function pdf(pages: readonly string[], catalog = ""): Buffer {
  const contents = pages.map((text) => {
    const shown = text.split("\n").map((line) => `(${line.replace(/[()\\]/g, "\\$&")}) Tj T*`);
    return `BT /F1 12 Tf 72 720 Td 14 TL ${shown.join(" ")} ET`;
  });
  return pdfOf(
    contents.map((text) => ({ head: `<< /Length ${text.length} >>`, body: Buffer.from(text, "latin1") })),
    catalog,
  );
}

/** A PDF whose one page is `bytes` of spaces, deflated. */
export function pdfBomb(bytes: number): Buffer {
  const body = Buffer.from(zlibSync(new Uint8Array(bytes).fill(0x20), { level: 9 }));
  return pdfOf([{ head: `<< /Length ${body.length} /Filter /FlateDecode >>`, body }], "");
}

function pdfOf(streams: { head: string; body: Buffer }[], catalog: string): Buffer {
  const kids = streams.map((_, index) => `${4 + 2 * index} 0 R`).join(" ");
  const objects: Buffer[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${streams.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ].map((text) => Buffer.from(text, "latin1"));
  streams.forEach(({ head, body }, index) => {
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R >>`,
      ),
      Buffer.concat([Buffer.from(`${head}\nstream\n`), body, Buffer.from("\nendstream")]),
    );
  });
  const parts = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF`),
  );
  return Buffer.concat(parts);
}

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word file: `# Title` is a heading, `a | b` a row of a table, everything else a paragraph. */
export function docx(lines: readonly string[], more: Record<string, Uint8Array> = {}): Buffer {
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</w:t></w:r>`;
  const body = lines.map((line) => {
    if (line.startsWith("# ")) return `<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>${run(line.slice(2))}</w:p>`;
    if (!line.includes(" | ")) return `<w:p>${run(line)}</w:p>`;
    return `<w:tbl><w:tr>${line
      .split(" | ")
      .map((cell) => `<w:tc><w:p>${run(cell)}</w:p></w:tc>`)
      .join("")}</w:tr></w:tbl>`;
  });
  const styles = '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>';
  return Buffer.from(
    zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "word/styles.xml": strToU8(`<w:styles ${NAMESPACE}>${styles}</w:styles>`),
      "word/document.xml": strToU8(`<?xml version="1.0"?><w:document ${NAMESPACE}><w:body>${body.join("")}</w:body></w:document>`),
      ...more,
    }),
  );
}
