import { chartTables } from "@/components/renderer/chart-data";

/** What the charts of an answer show, in figures: nobody can point at a bar on paper. */
export function ChartValues({ answer }: { answer: string }) {
  const tables = chartTables(answer);
  if (tables.length === 0) return null;
  return (
    <section className="chart-values">
      <h2>Chart data</h2>
      {tables.map(({ title, columns, rows }, index) => (
        <table key={`${index} ${title}`}>
          <caption>{title}</caption>
          <thead>
            <tr>
              {columns.map((column, at) => (
                <th key={`${at} ${column}`} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, ...values], at) => (
              <tr key={`${at} ${label}`}>
                <th scope="row">{label}</th>
                {values.map((value, column) => (
                  <td key={`${column} ${value}`}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}
