import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";

export interface ButtonLook {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md";
  /** Square, for a single icon; give the button an `aria-label`. */
  square?: boolean;
}

const VARIANTS = {
  primary: "bg-ink text-canvas hover:bg-ink-hover active:bg-ink-hover shadow-button",
  secondary: "bg-surface text-ink ring-1 ring-inset ring-line-strong hover:bg-sunken active:bg-hover shadow-button",
  ghost: "text-ink-soft hover:bg-hover hover:text-ink active:bg-hover",
  danger: "bg-danger-solid text-white hover:bg-danger-solid-hover active:bg-danger-solid-hover shadow-button",
};

const SIZES = { sm: "h-8 gap-1.5 text-[13px]", md: "h-9 gap-2 text-sm" };

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = "secondary", size = "md", square = false }: ButtonLook = {}): string {
  const padding = square ? (size === "sm" ? "w-8" : "w-9") : size === "sm" ? "px-3" : "px-3.5";
  return classNames(
    "relative inline-flex shrink-0 cursor-pointer select-none items-center justify-center whitespace-nowrap rounded-control font-medium",
    "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    "pointer-coarse:min-h-11 pointer-coarse:min-w-11",
    VARIANTS[variant],
    SIZES[size],
    padding,
  );
}

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** Shows a spinner and ignores clicks; the button stays focusable, so that focus is not lost while it works. */
  loading?: boolean;
}

/** `type` is "button" unless given. */
export function Button({ variant, size, square, loading = false, className, children, onClick, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? "button"}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={(event) => {
        if (loading) event.preventDefault();
        else onClick?.(event);
      }}
      className={classNames(buttonClass({ variant, size, square }), className)}
    >
      {loading ? <Spinner className={square ? "absolute" : "-ml-0.5"} /> : null}
      {loading && square ? <span className="invisible">{children}</span> : children}
    </button>
  );
}
