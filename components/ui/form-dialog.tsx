"use client";

import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";

interface FormDialogProps {
  title: ReactNode;
  description?: ReactNode;
  size?: "sm" | "md";
  /** What the button says that sends the form. */
  submitLabel: string;
  tone?: "primary" | "danger";
  pending: boolean;
  /** A failure that belongs to no field. */
  problem?: string | null;
  onSubmit: (form: HTMLFormElement) => void;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}

/** A form in a dialog, with Cancel and the button that sends it at the foot. It is open as long as it exists. */
export function FormDialog({ title, description, size, submitLabel, tone = "primary", pending, problem, ...rest }: FormDialogProps) {
  const formId = useId();
  const { onSubmit, onClose, children } = rest;
  return (
    <Dialog
      open
      size={size}
      title={title}
      description={description}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant={tone} loading={pending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(event.currentTarget);
        }}
        noValidate
        className="flex flex-col gap-5"
      >
        {children}
        {problem ? (
          <Callout tone="danger" role="alert">
            {problem}
          </Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
