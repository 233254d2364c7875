export type Tone = "good" | "bad" | "neutral";

/** Words of figures of which less is better, and of figures of which more is; what is in neither list has no side. */
const LESS_IS_BETTER =
  /\b(?:churn|attrition|turnover rate|cost|costs|cac|cpc|cpa|expense|expenses|spend|spending|debt|loss|losses|error|errors|failure|failures|failed|bug|bugs|defect|defects|incident|incidents|outage|outages|downtime|latency|p50|p90|p95|p99|delay|delays|wait|waiting|response time|load time|time to|bounce|refund|refunds|return rate|returns|complaint|complaints|tickets?|backlog|overdue|late|unsubscribe[sd]?|cancell?ations?|abandon\w*|risk|deficit|unemployment|inflation|emissions?|waste|absence|absences|crashe?s?|vulnerabilit\w+|mortality|deaths?|kosten|ausgaben|fehler\w*|abwanderung|kündigungen|verlust\w*|schulden)\b/iu;
const MORE_IS_BETTER =
  /\b(?:revenue|sales|income|profit|profits|margin|mrr|arr|ebitda|earnings|growth|orders?|bookings?|customers?|clients?|users?|members?|subscribers?|sign-?ups?|visits?|visitors?|traffic|sessions?|leads?|conversions?|retention|nps|csat|satisfaction|rating|score|uptime|availability|engagement|downloads?|followers?|savings|coverage|productivity|output|throughput|efficiency|umsatz|gewinn|marge|kunden|bestellungen|nutzer|besuche|zufriedenheit)\b/iu;

/** Whether a figure of this name that moved this way moved well. A fall of churn is good, one of revenue is bad. */
export function toneOf(words: string, direction: "up" | "down"): Tone {
  const isUp = direction === "up";
  // "Cost savings", "error-free orders": the first list is the more particular one, unless savings are meant.
  if (/\bsavings?\b/i.test(words)) return isUp ? "good" : "bad";
  if (LESS_IS_BETTER.test(words)) return isUp ? "bad" : "good";
  if (MORE_IS_BETTER.test(words)) return isUp ? "good" : "bad";
  return "neutral";
}
