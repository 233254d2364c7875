const SIGN = "[-+]";
const CURRENCY =
  "(?:(?:US|A|C|NZ|HK|S|R)?\\$|[€£¥₹₩₽₺₪₫฿]|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|BRL|MXN|SEK|NOK|DKK|PLN|CZK|kr|Rs\\.?)(?=\\s?[-+(\\d.]))";
const UNIT =
  "(?:%|percent|k|m|bn|b|tsd\\.?|mio\\.?|mrd\\.?|lakh|crore|million|billion|trillion|thousand|[$€£¥₹₽₺]|元|円|万|億|亿|usd|eur|gbp|chf|jpy|inr|kr|zł|dollars|euros|pounds|kg|km|hours?|hrs?|min(?:utes)?|points?|votes?|units?|people|users?|h|°[CF]?|m?g|m?l|[mc]?m|mi|miles?|[gmkt]i?b|ms|s|sec|seconds?|steps?|pages?|pcs|pieces|orders?|goals?|wins?|tickets?|calls?|visits?|kwh|mph|km\\/h)(?![\\p{L}\\d])";
const SCALED_UNIT =
  "(?:(?:k|m|bn|tsd\\.?|mio\\.?|mrd\\.?|lakh|crore|million|billion|thousand)\\s?(?:[$€£¥₹]|usd|eur|gbp|inr)(?![\\p{L}\\d]))";
/** Digits with their marks; groups that blanks keep apart as well. */
const GROUPED = "\\d{1,3}(?:[ \\u00a0\\u202f\\u2009'’]\\d{3})+(?!\\d)(?:[.,]\\d+)?";
const DIGITS = "(?:\\d[\\d.,]*|\\.\\d+)(?:e[+-]?\\d{1,2}(?!\\d))?";
const OPTIONAL_UNIT = `(?:\\s?(?:${SCALED_UNIT}|${UNIT}))?`;

const amountOf = (digits: string): string => {
  const bare = `${SIGN}?\\s?(?:${CURRENCY}\\s?)?${SIGN}?\\s?(?:${digits})${OPTIONAL_UNIT}`;
  return `(?:\\({1,2}${bare}\\){1,2}|${bare}-(?![\\d\\p{L}])|${bare})`;
};

/** One amount as people write it, for expressions with the flags `iu`: sign, currency, digits, unit; `isGrouped` lets blanks part thousands. */
export const AMOUNT = { grouped: amountOf(`${GROUPED}|${DIGITS}`), narrow: amountOf(DIGITS) };

/** Thousands that blanks keep apart, beyond doubt: two groups, decimals, or a currency behind them, or blanks that do not break. */
export const SURELY_GROUPED =
  /\d(?:[ \u00a0\u202f\u2009]\d{3}){2,}(?!\d)|\d[ \u00a0\u202f\u2009]\d{3}[.,]\d|\d[\u00a0\u202f\u2009'’]\d{3}(?!\d)|\d \d{3}\s?(?:[$€£¥₹₽]|usd|eur|gbp|chf|kr|zł)/i;
/** One group behind a blank: `Rent 1 500` or `Pixel 8 699`. */
export const MAYBE_GROUPED = /(?<![\d.,])\d{1,3} \d{3}(?![\d.,])/;
