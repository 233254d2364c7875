import { spaced } from "./names";
import type { Column } from "./table";

const NO_SUM =
  /\b(?:rate|avg|average|mean|median|price|prices|temp\w*|score|rating|ratio|percent\w*|pct|share|age|ages|length|width|depth|thickness|radius|diameter|cpu|mem|memory|usage|load|utili[sz]ation|open|close|index|per|height|weight|lat|latitude|lon|lng|longitude|speed|humidity|pressure|gpa|bmi|margin|growth|p\d\d|latency|life|expectancy|density|year|level|high|low|min|max|mpg|efficiency|probability|elevation|altitude|boiling|melting|freezing|point|ph|voltage|frequency|magnitude|rank)\b|%/i;

/** Whether the rows of a column may be added up: shares, averages, prices and temperatures may not. */
export function isAdditive(column: Column): boolean {
  if (column.kind !== "number" || column.unit === "%" || column.unit === "°C" || column.unit === "°F" || column.unit === "°") return false;
  return !NO_SUM.test(spaced(column.name));
}

/** Names of what is counted or paid. */
const COUNTED =
  /\b(?:counts?|number|amounts?|quantity|qty|sales?|sold|revenues?|turnover|income|earnings?|profits?|costs?|expenses?|spend|spent|spending|budget|payments?|paid|units?|orders?|items?|visits?|visitors?|views?|clicks?|users?|members?|people|persons?|population|pop|inhabitants|votes?|seats?|students?|staff|employees|headcount|customers?|tickets?|downloads?|sign-?ups?|subscribers?|guests?|points|goals|wins|medals?|hours?|minutes|steps|calories|distance|production|output|exports?|imports?|stock|inventory|shipments?|deaths?|cases?|births?|area|volume|emissions?|traffic|requests?|bytes|total|sum|errors?|bugs?|commits?|followers?|likes?|shares?|results?|survey|responses?|answers|betrag|umsatz|kosten|menge|anzahl|einwohner|ausgaben|einnahmen|stimmen|besucher|ventas|gastos|ventes|dépenses|vendas|売上|数量|人口|金额|销量)\b/iu;
const MONEY = /^(?:[A-Z]{0,2}\$|[€£¥₹₩₽₺₫₪₴฿]|[A-Z]{3}|kr|zł)$/;

/** Whether shares of a total mean something: the column, or what it is about, is named as a count or an amount, or is money. */
export function addsUp(column: Column, title: string | null): boolean {
  if (!isAdditive(column)) return false;
  const about = `${spaced(column.name)} ${title ?? ""}`;
  return (column.unit !== null && MONEY.test(column.unit)) || (COUNTED.test(about) && !NO_SUM.test(about));
}
