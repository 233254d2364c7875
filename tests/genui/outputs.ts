/** Texts as models write them: good, careless, broken and hostile. `shows` must be readable in the result. */
export interface Output {
  name: string;
  text: string;
  shows: string[];
}

const fence = "```";

export const OUTPUTS: Output[] = [
  {
    name: "a program",
    text: 'root = Card([h, c, n])\nh = Header("Sales", "2024")\nc = BarChart(["A", "B"], [{category: "x", values: [1, 2]}], "default")\nn = TextContent("Done.")',
    shows: ["Sales", "Done."],
  },
  {
    name: "children first, root last",
    text: 'h = Header("Up")\nt = TextContent("First the parts.")\nroot = Card([h, t])',
    shows: ["Up", "First the parts."],
  },
  { name: "no root", text: 'h = Header("Alone")\nt = TextContent("No root here.")', shows: ["Alone", "No root here."] },
  { name: "a bare call", text: 'Card([Header("Bare"), TextContent("Call")])', shows: ["Bare", "Call"] },
  { name: "loose children", text: 'root = Card(Header("Loose"), TextContent("Parts"))', shows: ["Loose", "Parts"] },
  { name: "a fenced program", text: `${fence}openui-lang\nroot = Card([t])\nt = TextContent("Fenced")\n${fence}`, shows: ["Fenced"] },
  {
    name: "a fence of another language",
    text: `${fence}python\nroot = Card([t])\nt = TextContent("Python fence")\n${fence}\n`,
    shows: ["Python fence"],
  },
  {
    name: "prose around a fence",
    text: `Here it is:\n\n${fence}\nroot = Card([t])\nt = TextContent("Inside")\n${fence}\n\nAnything else?`,
    shows: ["Here it is:", "Inside", "Anything else?"],
  },
  {
    name: "its own envelope",
    text: `<content thesys="true" version="2">\n${fence}openui-lang\nroot = Card([t])\nt = TextContent("Wrapped")\n${fence}\n</content>`,
    shows: ["Wrapped"],
  },
  {
    name: "its own escaped envelope",
    text: '<content thesys="true" version="2">\nroot = Card([t])\nt = TextContent(&quot;Escaped &amp; wrapped&quot;)\n</content>',
    shows: ["Escaped & wrapped"],
  },
  {
    name: "plain prose",
    text: "Paris is the capital of France. It lies on the Seine.",
    shows: ["Paris is the capital of France. It lies on the Seine."],
  },
  {
    name: "Markdown",
    text: "# Title\n\nSome **bold** text.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    shows: ["# Title", "- two", "| 1 | 2 |"],
  },
  {
    name: "prose with code",
    text: `Use this:\n\n${fence}js\nconst x = Table();\nconsole.log(x);\n${fence}\n\nThen run it.`,
    shows: ["console.log(x);", "Then run it."],
  },
  { name: "prose with equations", text: "x = 5 is the solution.\nE = mc^2 holds.\n", shows: ["x = 5 is the solution.", "E = mc^2 holds."] },
  { name: "named arguments", text: 'root = Card([b])\nb = Header(title: "Named", subtitle: "colons")', shows: ["Named", "colons"] },
  {
    name: "keyword arguments",
    text: 'root = Card([b])\nb = CalloutV2(variant="info", title="Kw", description="equals")',
    shows: ["Kw", "equals"],
  },
  { name: "props as one object", text: 'root = Card([b])\nb = Header({title: "Object", subtitle: "props"})', shows: ["Object", "props"] },
  {
    name: "wrong enums",
    text: 'root = Card([a, b])\na = CalloutV2("ERROR", "Enum", "synonym")\nb = Tag("Tagged", "positive")',
    shows: ["Enum", "Tagged"],
  },
  {
    name: "numbers as text",
    text: 'root = Card([p])\np = PieChart([{category: "A", value: "1,200"}, {name: "B", value: "30%"}], "donut")',
    shows: ["1200", "30"],
  },
  {
    name: "series by other names",
    text: 'root = Card([c])\nc = LineChart(["Jan", "Feb"], [{name: "Visits", data: [3, 4]}])',
    shows: ["Visits", "4"],
  },
  {
    name: "records for a chart",
    text: 'root = Card([c])\nc = BarChart([{month: "Jan", sales: 3}, {month: "Feb", sales: 4}])',
    shows: ["Feb", "sales"],
  },
  {
    name: "rows as objects",
    text: 'root = Card([t])\nt = Table([Col("city"), Col("people", "number")], [{city: "Linz", people: 210000}, {city: "Graz", people: 300000}])',
    shows: ["Linz", "300000"],
  },
  { name: "columns as words", text: 'root = Card([t])\nt = Table(["City", "People"], [["Linz", 210000]])', shows: ["City", "Linz"] },
  {
    name: "unknown component",
    text: 'root = Card([x, t])\nx = Gauge("Pressure is high", 42)\nt = TextContent("after")',
    shows: ["Pressure is high", "42", "after"],
  },
  { name: "wrappers", text: 'root = Stack([Row([TextContent("left"), TextContent("right")]), Divider()])', shows: ["left", "right"] },
  {
    name: "misplaced parts",
    text: 'root = Card([b, g, f])\nb = Button("Press me", {type: "continue_conversation"})\ng = Tag("Tagged")\nf = FormControl("Your name", Input("name"))',
    shows: ["Press me", "Tagged", "Your name"],
  },
  { name: "a card in a card", text: 'root = Card([Card([TextContent("inner")]), TextContent("outer")])', shows: ["inner", "outer"] },
  {
    name: "two roots",
    text: 'root = Card([a])\na = TextContent("first")\nroot = Card([b])\nb = TextContent("second")',
    shows: ["first", "second"],
  },
  { name: "a name used twice", text: 'root = Card([a])\na = TextContent("old")\na = TextContent("new")', shows: ["old", "new"] },
  { name: "undefined references", text: 'root = Card([a, ghost, b])\na = TextContent("here")\nb = Tabs([nowhere])', shows: ["here"] },
  {
    name: "a cycle",
    text: 'root = Card([a])\na = Tabs([b])\nb = TabItem("x", "Round", [a, TextContent("and round")])',
    shows: ["Round", "and round"],
  },
  {
    name: "orphans",
    text: 'root = Card([a])\na = TextContent("named")\nextra = CalloutV2("info", "Forgotten", "but kept")',
    shows: ["named", "Forgotten"],
  },
  {
    name: "an unclosed string",
    text: 'root = Card([a, b])\na = TextContent("never closed\nb = TextContent("next")',
    shows: ["never closed", "next"],
  },
  { name: "an unclosed bracket", text: 'root = Card([a, b])\na = List([ListItem("one")\nb = TextContent("next")', shows: ["one", "next"] },
  { name: "cut off", text: 'root = Card([a, b])\na = TextContent("whole")\nb = TextContent("half a sen', shows: ["whole", "half a sen"] },
  { name: "raw newlines in strings", text: 'root = Card([a])\na = TextContent("line one\n\nline two")', shows: ["line one", "line two"] },
  { name: "single quotes and comments", text: "// a comment\nroot = Card([a]) # root\na = TextContent('single')", shows: ["single"] },
  { name: "two statements on a line", text: 'root = Card([a, b]); a = TextContent("one"); b = TextContent("two")', shows: ["one", "two"] },
  { name: "declarations", text: 'const root = Card([a])\nlet a = TextContent("declared");', shows: ["declared"] },
  {
    name: "the older JSON",
    text: '{"component":{"component":"Card","props":{"children":[{"component":"TextContent","props":{"textMarkdown":"old format"}}]}},"error":null}',
    shows: ["old format"],
  },
  {
    name: "bare JSON component",
    text: `${fence}json\n{"component": "Card", "props": {"children": [{"component": "Header", "props": {"title": "From JSON"}}]}}\n${fence}`,
    shows: ["From JSON"],
  },
  {
    name: "cut-off JSON",
    text: '{"component":{"component":"Card","props":{"children":[{"component":"TextContent","props":{"text":"still there"}},{"compo',
    shows: ["still there"],
  },
  { name: "other JSON", text: '{"a": 1, "b": [true]}', shows: ['"b"'] },
  { name: "HTML", text: "<h1>Hi</h1><script>alert(1)</script>\n<p>text</p>", shows: ["<h1>Hi</h1>", "text"] },
  {
    name: "swapped form",
    text: 'root = Card([f])\nf = Form("x", [FormControl("Name", Input("n"))], ButtonGroup([Button("Send it")]))',
    shows: ["Name", "Send it"],
  },
  {
    name: "form without buttons",
    text: 'root = Card([f])\nf = Form("x", null, [FormControl("Name", Input("n"))])',
    shows: ["Name", "Submit"],
  },
  {
    name: "options as words",
    text: 'root = Card([f])\nf = Form("x", null, [FormControl("Pick", Select("s", ["Red", "Blue"]))])',
    shows: ["Red", "Blue"],
  },
  {
    name: "state and queries",
    text: '$n = 3\ndata = Query("rows", {})\nroot = Card([a, b])\na = TextContent("static")\nb = TextContent($n > 2 ? "x" : "y")',
    shows: ["static"],
  },
  {
    name: "stray prose inside",
    text: 'root = Card([a])\nNow the text:\na = TextContent("content")\nThat was it.',
    shows: ["Now the text:", "content", "That was it."],
  },
  {
    name: "prose and components in turn",
    text: Array.from({ length: 40 }, (_, n) => `Sentence ${n} of it.\n\nc${n} = Header("Heading ${n}")`).join("\n"),
    shows: ["Sentence 0 of it.", "Heading 0", "Sentence 39 of it.", "Heading 39"],
  },
  { name: "only spaces", text: "  \n\n  ", shows: [] },
  { name: "nothing", text: "", shows: [] },
  { name: "garbage", text: ")))]]}} ((( = = root = = \u0000\u0001 ```", shows: [] },
];
