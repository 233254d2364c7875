import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";

interface DownloadLinksProps {
  /** What is saved, for the links' names. */
  what: string;
  /** The address without its format. */
  path: `/${string}`;
}

/** Links that save a table as CSV or JSON. */
export function DownloadLinks({ what, path }: DownloadLinksProps) {
  const address = (format: string) => `${path}${path.includes("?") ? "&" : "?"}format=${format}`;
  return (
    <div className="flex gap-2">
      {["csv", "json"].map((format) => (
        <a
          key={format}
          href={address(format)}
          download
          aria-label={`Save ${what} as ${format.toUpperCase()}`}
          className={buttonClass({ size: "sm" })}
        >
          <Download aria-hidden="true" className="size-3.5" />
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}
