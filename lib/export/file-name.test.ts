import { expect, test } from "vitest";
import { attachment, fileName } from "./file-name";

test.each([
  ["Sales by month", "sales-by-month.pdf"],
  ["../../etc/passwd\r\nx: y", "etc-passwd-x-y.pdf"],
  ["Größe & 速度", "größe-速度.pdf"],
  ["…", "answer.pdf"],
  ["𐐀".repeat(100), `${"𐐨".repeat(80)}.pdf`],
])("%j is saved as %s", (title, name) => {
  expect(fileName(title, "pdf")).toBe(name);
});

test.each([
  ["sales.pdf", 'attachment; filename="sales.pdf"'],
  ["größe.html", "attachment; filename=\"große.html\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.html"],
  ["速度.pdf", "attachment; filename=\"answer.pdf\"; filename*=UTF-8''%E9%80%9F%E5%BA%A6.pdf"],
])("%s is told in ASCII, and as it is", (name, header) => {
  expect(attachment(name)).toBe(header.replace("große", "groe"));
});

test("a header never breaks", () => {
  for (const title of ['a"b', "a\r\nb", "a\\b", "\u{1F600}"]) expect(attachment(fileName(title, "pdf"))).toMatch(/^[\x20-\x7e]+$/);
});
