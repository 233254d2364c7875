import type { Page } from "@playwright/test";

/** What the browser complains about from now on: errors on the console, uncaught errors, violations of the content policy. */
export async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.exposeFunction("reportViolation", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      Reflect.get(window, "reportViolation")(`${event.violatedDirective} blocked ${event.blockedURI}`);
    });
  });
  return complaints;
}
