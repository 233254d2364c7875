import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { withRequestAddress } from "@/lib/auth/request-address";

/** A browser as far as signing in goes: it keeps cookies, and speaks to the real route handlers from a given address. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly setCookies: string[] = [];

  constructor(
    readonly origin = "http://localhost:3000",
    readonly address: string | null = "198.51.100.1",
    readonly headers: Record<string, string> = {},
  ) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async get(path: string): Promise<Response> {
    return this.send(GET, path, { method: "GET" });
  }

  async post(path: string, body: Record<string, string> | string, contentType = "application/x-www-form-urlencoded"): Promise<Response> {
    const text = typeof body === "string" ? body : new URLSearchParams(body).toString();
    return this.send(POST, path, { method: "POST", body: text, headers: { "content-type": contentType } });
  }

  /** Signs in with a provider's fields and the token of a real /csrf call; gives the address it is sent to. */
  async signIn(provider: string, fields: Record<string, string>): Promise<string> {
    const csrf: unknown = await (await this.get("/api/auth/csrf")).json();
    const csrfToken = (csrf as { csrfToken: string }).csrfToken;
    const response = await this.post(`/api/auth/callback/${provider}`, { ...fields, csrfToken });
    return response.headers.get("location") ?? `status ${response.status}`;
  }

  get session(): string | undefined {
    return [...this.cookies].find(([name]) => name.endsWith("next-auth.session-token"))?.[1];
  }

  private async send(handler: (request: Request) => Promise<Response>, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers({ host: new URL(this.origin).host, "user-agent": "test browser", ...this.headers });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    if (this.cookies.size > 0) headers.set("cookie", this.cookieHeader);
    const response = await withRequestAddress(this.address, () =>
      handler(new Request(`http://localhost:3000${path}`, { ...init, headers })),
    );
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    this.setCookies.push(line);
    const [pair = "", ...attributes] = line.split(";");
    const name = pair.slice(0, pair.indexOf("="));
    const value = pair.slice(name.length + 1);
    if (value === "" || attributes.some((attribute) => attribute.trim().toLowerCase() === "max-age=0")) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
