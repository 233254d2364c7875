const CHARS_MAX = 80;

/** A file name made of a title, safe on every system: letters, digits and hyphens. */
export function fileName(title: string, extension: string): string {
  const letters = [
    ...title
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-"),
  ];
  const words = letters.slice(0, CHARS_MAX).join("").replace(/^-|-$/g, "");
  return `${words || "answer"}.${extension}`;
}

/** The value of `content-disposition` that saves an answer under this name; other than ASCII letters are told a second way. */
export function attachment(name: string): string {
  const ascii = name
    .normalize("NFKD")
    .replace(/[^a-z0-9.-]+/gi, "")
    .replace(/^[-.]+/, "");
  const plain = /^[^.]+\./.test(ascii) ? ascii : `answer.${ascii.split(".").at(-1)}`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"${plain === name ? "" : `; filename*=UTF-8''${encoded}`}`;
}
