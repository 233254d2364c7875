import { expect, test } from "vitest";
import { readHtml } from "./read-html";

const read = async (html: string) => (await readHtml(html, "https://news.test/a/b")).text;

const ARTICLE = "Nine hundred gigawatt were reached in the year. ".repeat(8).trim();

test("what a page is about stays, and what stands around it goes", async () => {
  const page = await readHtml(
    `<!doctype html><html><head><title>Solar &amp; wind</title><meta property="article:published_time" content="2026-03-04T10:00:00Z">
    <style>p{color:red}</style><script>var a = "<p>no</p>";</script></head><body><header><a href="/">Home</a></header>
    <nav><ul><li><a href="/x">Menu</a></li></ul></nav>
    <main><h1>Solar growth</h1><p>${ARTICLE}</p><ul><li>One</li><li>Two <b>bold</b></li></ul>
    <table><tr><th>Land</th><th>GW</th></tr><tr><td>DE</td><td>100</td></tr></table><pre>a
  b</pre><p>See <a href="../more?x=1">the report</a>.</p></main><aside>Buy this</aside><footer>Imprint</footer></body></html>`,
    "https://news.test/a/b",
  );
  expect(page).toEqual({
    title: "Solar & wind",
    date: "2026-03-04",
    text: [
      "# Solar growth",
      ARTICLE,
      "- One\n- Two bold",
      "Land | GW\nDE | 100",
      "```\na\n  b\n```",
      "See [the report](https://news.test/more?x=1).",
    ].join("\n\n"),
  });
});

test("a page that names no main part is read without its menus", async () => {
  const html = `<title>T</title><div><a href=/1>One</a> <a href=/2>Two</a></div><div><p>${ARTICLE}</div><div>Short.</div>`;
  expect(await read(html)).toBe(`${ARTICLE}\n\nShort.`);
});

test("a page of nothing but links keeps them", async () => {
  expect(await read("<ul><li><a href=/1>One</a><li><a href='https://b.test/(x)'>Two</a></ul>")).toBe(
    "- [One](https://news.test/1)\n- [Two](https://b.test/%28x%29)",
  );
});

test.each([
  ["a script that never ends", "<p>Seen<script>var a = 1;", "Seen"],
  [
    "what is hidden",
    '<div hidden>no<div>no</div>no</div><p>Seen<div style="display : none">no</div><span aria-hidden=true>no</span>',
    "Seen",
  ],
  ["comments", "<p>Seen<!-- no --><!no><?no?>", "Seen"],
  ["a form's choices", "<p>Seen</p><select><option>no</select>", "Seen"],
])("%s: not read", async (_, html, text) => {
  expect(await read(html)).toBe(text);
});

test.each([
  ["nothing", "", ""],
  ["only text", "just text", "just text"],
  ["marks that never end", "<p>Seen</p><a href='", "Seen"],
  ["characters of every kind", "<p>&#x1F31E; &eacute; &nbsp;x &bogus; &#xD800; &#99999999;</p>", "🌞 é x &bogus; � �"],
  ["a link without an address", "<p><a href='javascript:alert(1)'>One</a> <a href='https://['>two</a> <a>three</a></p>", "One two three"],
])("%s", async (_, html, text) => {
  expect(await read(html)).toBe(text);
});

const MB = 1_048_576;
const repeated = (text: string) => text.repeat(Math.ceil(MB / text.length));

test.each([
  ["elements in elements", repeated("<div>")],
  ["elements in elements with words", repeated("<div>a")],
  ["ends without beginnings", repeated("</div></nav></main>")],
  ["hidden elements", repeated("<div hidden>")],
  ["links in links", repeated("<a href=x>a")],
  ["attributes", `<p ${repeated("a=b ")}>`],
  ["one attribute", `<a href="${repeated("x")}">a</a>`],
  ["references", `<p>${repeated("&amp;")}`],
  ["half references", `<p>${repeated("&a")}`],
  ["brackets", repeated("<")],
  ["comments", repeated("<!--")],
  ["comments that nearly end", `<!--${repeated("--")}`],
  ["CDATA", repeated("<![CDATA[")],
  ["scripts that nearly end", `<script>${repeated("</scrip")}`],
  ["titles", repeated("<title>a")],
  ["cells", repeated("<td>a")],
  ["blanks", `<p>a${repeated(" ")}b`],
  ["blanks in preformatted text", `<pre>a${repeated("\n")}b`],
  ["line ends", repeated("<br>")],
  ["list items", repeated("<li><a href=/x>a</a>")],
])("a megabyte of %s are read in time, and others have their turn meanwhile", async (_, html) => {
  let turns = 0;
  let turn = setImmediate(function next() {
    turns++;
    turn = setImmediate(next);
  });
  // In time of the processor, which a busy machine does not add to.
  const before = process.cpuUsage();
  const text = await read(html);
  const { user, system } = process.cpuUsage(before);
  clearImmediate(turn);
  expect(text.length).toBeLessThan(1_500_000);
  const cpuMs = (user + system) / 1_000;
  expect(cpuMs).toBeLessThan(3_000);
  // What is read within a slice or two may be read in one go.
  expect(turns > 0 || cpuMs < 50).toBe(true);
});
