const DATE = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[Zz]|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d)";

/** Formats of JSON Schema: how each is judged, and what stands there when nothing is known. */
const FORMATS: Record<string, { pattern: RegExp; neutral: string }> = {
  date: { pattern: new RegExp(`^${DATE}$`), neutral: "1970-01-01" },
  "date-time": { pattern: new RegExp(`^${DATE}[Tt ]${TIME}$`), neutral: "1970-01-01T00:00:00Z" },
  time: { pattern: new RegExp(`^${TIME}$`), neutral: "00:00:00Z" },
  duration: { pattern: /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/, neutral: "PT0S" },
  email: { pattern: /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+$/, neutral: "unknown@example.com" },
  "idn-email": { pattern: /^\S{1,64}@\S+$/, neutral: "unknown@example.com" },
  hostname: {
    pattern: /^(?=.{1,253}$)[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?)*$/,
    neutral: "example.com",
  },
  ipv4: { pattern: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, neutral: "0.0.0.0" },
  ipv6: { pattern: /^(?=.*:.*:)[\da-fA-F:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/, neutral: "::" },
  uri: { pattern: /^[A-Za-z][A-Za-z\d+.-]*:[^\s<>"{}|\\^`]+$/, neutral: "https://example.com/" },
  url: { pattern: /^https?:\/\/[^\s<>"{}|\\^`]+$/, neutral: "https://example.com/" },
  "uri-reference": { pattern: /^[^\s<>"{}|\\^`]*$/, neutral: "" },
  uuid: { pattern: /^[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}$/, neutral: "00000000-0000-0000-0000-000000000000" },
};

/** Whether a text has the format; formats that are not known judge nothing. */
export function hasFormat(format: string, text: string): boolean {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!known?.pattern.test(text)) return known === undefined;
  const day = format.startsWith("date") ? /^\d{4}-(\d{2})-(\d{2})/.exec(text) : null;
  return !day || new Date(`${day[0]}T00:00:00Z`).toISOString().startsWith(day[0]);
}

/** A text of the format that says nothing; empty for an unknown one. */
export function neutralText(format: string): string {
  return Object.hasOwn(FORMATS, format) ? (FORMATS[format]?.neutral ?? "") : "";
}
