import { pick, type Random } from "../genui/mutate";

export interface Identity {
  secret: string;
  cookie: string;
}

const PAGES = [
  ..."/ /sign-in /sign-up /keys /models /settings /components /playground /export-sheet /nowhere /icon.svg /favicon.ico".split(" "),
  ..."/sign-in/link/abc /playground/thr_1 /components/pictures/chart /api/auth/session /api/auth/callback/password /api/auth/signin".split(
    " ",
  ),
  ..."/_next/static/x.js /_next/image?url=x&w=1&q=1 /_next/data/x/sign-in.json /models/x /healthz /readyz /openapi.json".split(" "),
];
const API = [
  ..."/v1/embed/chat/completions /v1/embed/responses /v1/embed/responses/resp_1 /v1/embed/models /v1/embed/models/c1/x".split(" "),
  ..."/v1/embed/conversations /v1/embed/conversations/conv_1/items /v1/visualize/chat/completions /v1/autofix /v1/embed/export".split(" "),
  ..."/chat/completions /responses /conversations /models /v1 /v1/embed/responses/input_tokens /v1/embed/responses/compact".split(" "),
];
const METHODS = [..."GET ".repeat(20).split(" ").slice(0, -1), ..."POST POST POST POST POST POST HEAD HEAD".split(" ")];
const RARE_METHODS = "OPTIONS PUT PATCH DELETE TRACE CONNECT PROPFIND LOCK get PRI".split(" ");
const SCRAPS = [
  ..."% %% %2 %zz %00 %0d%0a %2F %2f.. %E0%A4%A %ff %c0%af %ed%a0%80 .. . // \\ ; : ? # & = [ ] { } | ^ ` ' \" < > ~ @ * , !".split(" "),
  ..."/. /.. /./ /../ ../ ?_rsc= ?x=% ?returnTo=// .rsc .txt .json .segments/_tree.segment.rsc undefined null __proto__ constructor".split(
    " ",
  ),
  "\u00e9",
  "\u00ff\u00fe",
  "\u0001",
  "\t",
  "a".repeat(3_000),
  "%41".repeat(1_000),
  "/a".repeat(500),
];
const STATES = ["x", "[]", "{}", "%", "%5B%22%22%2C%7B%7D%5D", '["",{}]', '["",{"children":["nope",{}]}]', "%E0%A4%A", "[".repeat(2_000)];
const NUMBERS = ["0", "1", "3", "-1", "+3", "0x3", "3, 3", "1e1", "99999999999999999999", "NaN", " ", "3 3"];
const TYPES = [
  ..."application/json text/plain;charset=UTF-8 multipart/form-data multipart/form-data;boundary=x ;;; */* text/x-component".split(" "),
  ..."application/x-www-form-urlencoded application/json;charset=utf-16 multipart/form-data;boundary= multipart/mixed;boundary=x".split(
    " ",
  ),
];
const COOKIES = [
  ..."theme=dark =;;= a=% theme=%E0 next-auth.session-token=x next-auth.session-token=a.b.c.d.e __Secure-next-auth.session-token=%".split(
    " ",
  ),
  ..."next-auth.csrf-token=% next-auth.callback-url=x __prerender_bypass=x __next_preview_data=x theme=__proto__".split(" "),
  "\u00ff=\u00fe",
  "next-auth.session-token.0=x; next-auth.session-token.1=y",
];
const HOSTS = [
  "x",
  "localhost:1",
  "127.0.0.1",
  "[::1]:80",
  "",
  "a b",
  "[::",
  "a@b",
  "a:b:c",
  "a/b",
  "xn--",
  "\u00e9",
  "a".repeat(300),
  "x:99999",
];
const WORDS = ["1", "0", "", "%", "/_tree", "/%", "null", "\u00ff", "x".repeat(2_000), "/../..", "http://[::", "zzz", "a".repeat(42)];
const ANY_HEADERS = [
  ..."Accept Accept-Encoding Accept-Language Authorization Range If-None-Match If-Modified-Since Referer Origin Sec-Fetch-Site".split(" "),
  ..."X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Port X-Real-IP User-Agent Upgrade-Insecure-Requests Purpose".split(
    " ",
  ),
  ..."Next-Action Next-Url Next-Router-Prefetch Next-Router-Segment-Prefetch Next-Hmr-Refresh Next-Resume X-Nextjs-Data".split(" "),
  ..."X-Invoke-Path X-Invoke-Status X-Invoke-Error X-Matched-Path X-Now-Route-Matches X-Middleware-Subrequest X-Middleware-Prefetch".split(
    " ",
  ),
  ..."X-Prerender-Revalidate X-Nextjs-Postponed Idempotency-Key Last-Event-ID Content-Encoding TE Trailer Cache-Control Via".split(" "),
];

/** A request as bytes (Latin-1): nearly right, in one or in many places wrong. The same random numbers give the same request. */
export function rawRequest(random: Random, identity: Identity): string {
  const method = pick(random, random() < 0.88 ? METHODS : RARE_METHODS);
  const headers = ["Connection: close"];
  if (random() < 0.98) headers.push(`Host: ${random() < 0.95 ? "127.0.0.1" : pick(random, HOSTS)}`);
  if (random() < 0.01) headers.push("Host: twice.example");
  if (random() < 0.3) headers.push("Accept: text/html,*/*");
  if (random() < 0.25) headers.push("RSC: 1");
  if (random() < 0.2) headers.push(`Next-Router-State-Tree: ${pick(random, STATES)}`);
  if (random() < 0.2) headers.push(`Cookie: ${pick(random, COOKIES)}`);
  if (random() < 0.35) headers.push(`Cookie: ${identity.cookie}`);
  if (random() < 0.3) headers.push(`Authorization: Bearer ${identity.secret}`);
  if (random() < 0.02) headers.push("Upgrade: websocket", "Connection: Upgrade");
  if (random() < 0.02) headers.push(`Expect: ${pick(random, ["100-continue", "200-ok"])}`);
  while (random() < 0.4) headers.push(`${pick(random, ANY_HEADERS)}: ${pick(random, WORDS)}`);
  if (random() < 0.01) headers.push(`X-Long: ${"x".repeat(20_000)}`);
  if (random() < 0.01) headers.push(pick(random, ["No colon", ": no name", "Sp ace: x", "Null: \0", " Folded: x"]));
  const body = bodyOf(random, method, headers);
  const version = random() < 0.98 ? "HTTP/1.1" : pick(random, ["HTTP/1.0", "HTTP/2.0", "HTTP/9", "", "http/1.1"]);
  return `${method} ${target(random)} ${version}\r\n${headers.join("\r\n")}\r\n\r\n${body}`;
}

function target(random: Random): string {
  if (random() < 0.02) return pick(random, ["*", "x", "?x", "", "http://", "http://[/", "ftp://x/y", "x:1", "http://x", "https://x?y"]);
  let path = pick(random, random() < 0.6 ? PAGES : API);
  while (random() < 0.3) {
    const at = Math.floor(random() * (path.length + 1));
    path = path.slice(0, at) + pick(random, SCRAPS) + path.slice(random() < 0.2 ? at + 1 : at);
  }
  const shown = random() < 0.9 ? path : path.replaceAll(" ", "");
  return random() < 0.05 ? `http://other.example${shown}` : shown;
}

function bodyOf(random: Random, method: string, headers: string[]): string {
  if (method === "GET" && random() < 0.95) return "";
  const body = pick(random, [
    "",
    "abc",
    "{",
    "{}",
    '{"model":"c1/vitrine/offline/v-20261122","messages":[{"role":"user","content":"Hi"}]}',
    '{"model":"c1/vitrine/offline/v-20261122","input":"Hi","stream":true}',
    "[".repeat(2_000),
    '--x\r\nContent-Disposition: form-data; name="1_$ACTION_ID_x"\r\n\r\n\r\n--x--\r\n',
    '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x',
    "csrfToken=x&email=a&password=%",
    "\u00ff\u00fe\u0000",
    "x".repeat(70_000),
  ]);
  headers.push(`Content-Type: ${pick(random, TYPES)}`);
  const kind = random();
  if (kind < 0.85) headers.push(`Content-Length: ${body.length}`);
  else if (kind < 0.9) headers.push(`Content-Length: ${pick(random, NUMBERS)}`);
  else if (kind < 0.95) {
    headers.push(`Transfer-Encoding: ${pick(random, ["chunked", "chunked", "gzip", "chunked, chunked", "identity"])}`);
    return `${body.length.toString(16)}\r\n${body}\r\n${random() < 0.8 ? "0\r\n\r\n" : "zz\r\n"}`;
  }
  return body;
}
