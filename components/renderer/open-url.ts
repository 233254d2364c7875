const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** Whether generated UI may open this address: web and mail only, whatever tricks its spelling plays. */
export function isOpenable(url: unknown, base: string): boolean {
  if (typeof url !== "string" && !(url instanceof URL)) return false;
  try {
    return SCHEMES.has(new URL(url, base).protocol);
  } catch {
    return false;
  }
}

/**
 * Makes `window.open` refuse everything but web and mail addresses and cut the opener off. The renderer opens the addresses
 * of buttons itself and unchecked; the server has removed dangerous ones already, and this is the second wall.
 */
export function guardWindowOpen(target: Window & { vitrineGuardsOpen?: boolean }): void {
  if (target.vitrineGuardsOpen) return;
  target.vitrineGuardsOpen = true;
  const open = target.open.bind(target);
  target.open = (url, _name, features) => (isOpenable(url, target.location.href) ? open(url, "_blank", withNoOpener(features)) : null);
}

function withNoOpener(features: string | undefined): string {
  return features ? `${features},noopener,noreferrer` : "noopener,noreferrer";
}
