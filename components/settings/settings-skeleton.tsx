import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the page while it loads. */
export function SettingsSkeleton() {
  const foot = <Skeleton className="h-8 w-28 pointer-coarse:h-11" />;
  return (
    <>
      <PageHeader title="Settings" />
      <p role="status" className="sr-only">
        Loading settings
      </p>
      <div className="flex flex-col gap-6">
        <Card title="Profile" footer={foot}>
          <Fields />
        </Card>
        <Card title="Password" description="A new password signs every other browser out." footer={foot}>
          <Fields />
          <Skeleton className="mt-3 mb-0.5 h-3 w-80 max-w-full max-sm:mb-5.25" />
        </Card>
      </div>
    </>
  );
}

function Fields() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {["w-16", "w-24"].map((width) => (
        <div key={width} className="flex flex-col gap-1.5">
          <Skeleton className={`mt-0.5 mb-px h-4 ${width}`} />
          <Skeleton className="h-9 pointer-coarse:h-11" />
        </div>
      ))}
    </div>
  );
}
