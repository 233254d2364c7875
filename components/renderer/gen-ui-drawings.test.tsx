import { expect, test } from "vitest";
import { unescape, wrap } from "@/lib/genui/read/envelope";
import { withOwnDrawings } from "./gen-ui-drawings";

const drawn = (program: string) => unescape(withOwnDrawings(wrap(program)));

test("charts and tables are called by the names of our own drawings, and nothing else is touched", () => {
  const program = 'root = Card([a, b, c])\na = BarChart(["x"], [])\nb = Table([Col("x")], [["y"]])\nc = EditableTable("t", [], [])';
  expect(drawn(program)).toContain('a = OwnBarChart(["x"], [])\nb = OwnTable([Col("x")], [["y"]])\nc = EditableTable("t", [], [])');
});

test("words that look like calls stay words, whatever marks stand in them", () => {
  const program = 'root = Card([t])\nt = TextContent("Use BarChart( or \\"Table(\\" & <PieChart(> \\\\")\nu = PieChart([])';
  expect(drawn(program)).toBe(unescape(wrap(program.replace("u = PieChart", "u = OwnPieChart"))));
});

test("every beginning of an answer is rewritten as the whole is, up to a name that is not whole yet", () => {
  const whole = wrap('root = Card([a])\na = TextContent("BarChart( here")\nb = LineChart(["x"], [])');
  const end = withOwnDrawings(whole);
  for (let at = whole.indexOf("root"); at < whole.length; at++) {
    const begun = withOwnDrawings(whole.slice(0, at));
    expect(end.startsWith(begun) || end.replaceAll("Own", "").startsWith(begun)).toBe(true);
  }
});

test("what is thought, older formats and plain text are left as they are", () => {
  for (const text of ["BarChart(", '<content thesys="true">{"component":"BarChart(x)"}</content>', "<thinkitem>Table(</thinkitem>"])
    expect(withOwnDrawings(text)).toBe(text);
});
