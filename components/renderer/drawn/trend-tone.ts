export type Tone = "good" | "bad" | "neutral";

/** Words of figures of which less is better; a word that ends in "-" is the beginning of one. */
const LESS_IS_BETTER = wordsOf(
  "churn, attrition, turnover rate, cost, costs, cac, cpc, cpa, expense, expenses, spend, spending, debt, loss, losses, error, errors, failure,",
  "failures, failed, bug, bugs, defect, defects, incident, incidents, outage, outages, downtime, latency, p50, p90, p95, p99, delay, delays,",
  "wait, waiting, response time, load time, time to, bounce, refund, refunds, return rate, returns, complaint, complaints, ticket, tickets,",
  "backlog, overdue, late, unsubscribe-, cancellation-, cancelation-, abandon-, risk, deficit, unemployment, inflation, emission, emissions,",
  "waste, absence, absences, crash, crashes, vulnerabilit-, mortality, death, deaths, kosten, ausgaben, fehler-, abwanderung, kündigungen,",
  "verlust-, schulden",
);
/** Words of figures of which more is; what is in neither list has no side. */
const MORE_IS_BETTER = wordsOf(
  "revenue, sales, income, profit, profits, margin, mrr, arr, ebitda, earnings, growth, order, orders, booking, bookings, customer, customers,",
  "client, clients, user, users, member, members, subscriber, subscribers, signup, signups, sign up, sign ups, visit, visits, visitor, visitors,",
  "traffic, session, sessions, lead, leads, conversion, conversions, retention, nps, csat, satisfaction, rating, score, uptime, availability,",
  "engagement, download, downloads, follower, followers, saving, savings, coverage, productivity, output, throughput, efficiency, umsatz,",
  "gewinn, marge, kunden, bestellungen, nutzer, besuche, zufriedenheit",
);

interface Words {
  whole: ReadonlySet<string>;
  beginnings: readonly string[];
}

function wordsOf(...lines: string[]): Words {
  const all = lines.join(" ").split(/, ?/);
  return {
    whole: new Set(all.filter((word) => !word.endsWith("-"))),
    beginnings: all.filter((word) => word.endsWith("-")).map((word) => word.slice(0, -1)),
  };
}

/** Whether a figure of this name that moved this way moved well. A fall of churn is good, one of revenue is bad. */
export function toneOf(words: string, direction: "up" | "down"): Tone {
  const isUp = direction === "up";
  const said: readonly string[] = words.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  // "Cost savings", "refund orders": the first list is the more particular one, unless savings are meant.
  if (said.includes("savings") || said.includes("saving")) return isUp ? "good" : "bad";
  if (holds(said, LESS_IS_BETTER)) return isUp ? "bad" : "good";
  if (holds(said, MORE_IS_BETTER)) return isUp ? "good" : "bad";
  return "neutral";
}

function holds(said: readonly string[], { whole, beginnings }: Words): boolean {
  return said.some(
    (word, at) => whole.has(word) || whole.has(`${word} ${said[at + 1]}`) || beginnings.some((beginning) => word.startsWith(beginning)),
  );
}
