import { classNames } from "@/components/ui/class-names";
import { Card } from "@/components/ui/card";
import type { Budget } from "@/lib/limits/budget/queries";
import { budgetInWords } from "@/lib/limits/words";

/** How much of each budget is spent; nothing where no budget holds. */
export function Budgets({ budgets }: { budgets: Budget[] }) {
  if (budgets.length === 0) return null;
  return (
    <Card title="Budgets" description="By list prices, in days and months of UTC. What requests at work have reserved counts as spent.">
      <ul className="flex flex-col gap-4">
        {budgets.map((budget) => (
          <BudgetRow key={`${budget.id} ${budget.period}`} budget={budget} />
        ))}
      </ul>
    </Card>
  );
}

function BudgetRow({ budget: { type, name, period, max, spent } }: { budget: Budget }) {
  const share = Math.min(1, spent / max);
  const isUsedUp = spent >= max;
  return (
    <li>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 text-[13px]">
        <span className="break-words text-ink">
          {type === "workspace" ? "The workspace" : name}, {period === "day" ? "today" : "this month"}
        </span>
        <span className={classNames("tabular-nums", isUsedUp ? "text-danger" : "text-ink-soft")}>
          {budgetInWords(spent)} of {budgetInWords(max)}
          {isUsedUp ? ": used up" : ""}
        </span>
      </p>
      <div aria-hidden="true" className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-hover">
        <div className={classNames("h-full rounded-full", isUsedUp ? "bg-danger" : "bg-accent")} style={{ width: `${share * 100}%` }} />
      </div>
    </li>
  );
}
