"use client";

import type { McpServerActions } from "@/components/tools/mcp-server-actions";
import { APPROVAL_WORDS } from "@/components/tools/mcp-server-row";
import { Checkbox, Field, Input, Select, Textarea } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { formText } from "@/components/ui/form-text";
import { useAction } from "@/components/ui/use-action";
import { APPROVALS, type McpServerView, TRANSPORTS } from "@/lib/mcp-servers/schema";

const FIELD_OF: Record<string, string> = {
  invalid_label: "label",
  taken_label: "label",
  invalid_url: "url",
  url_with_credentials: "url",
  unknown_host: "url",
  local_address: "url",
  metadata_address: "url",
  not_https: "url",
  invalid_headers: "headers",
  headers_for_another_address: "headers",
  invalid_tools: "tools",
};

const TRANSPORT_WORDS = { auto: "Find out", http: "Streamable HTTP", sse: "SSE, the older one" } as const;

interface McpServerDialogProps {
  /** Null adds a server. */
  server: McpServerView | null;
  save: McpServerActions["save"];
  onClose: () => void;
}

type ErrorOf = (field: string) => string | null;

/** Sets a server up or changes it. Stored headers are never shown: an empty field keeps them. */
export function McpServerDialog({ server, save, onClose }: McpServerDialogProps) {
  const { pending, failure, run } = useAction();
  const submit = async (form: HTMLFormElement) => {
    const headers = formText(form, "headers");
    const keeps = headers.trim() === "" && formText(form, "removeHeaders") !== "on";
    const result = await run(() =>
      save({
        id: server?.id ?? null,
        label: formText(form, "label"),
        url: formText(form, "url"),
        transport: TRANSPORTS.find((known) => known === formText(form, "transport")) ?? "auto",
        approval: APPROVALS.find((known) => known === formText(form, "approval")) ?? "always",
        allowedTools: formText(form, "tools")
          .split(/[\n,]+/)
          .map((name) => name.trim())
          .filter(Boolean),
        allowLocal: formText(form, "allowLocal") === "on",
        isShared: formText(form, "isShared") === "on",
        headers: server && keeps ? null : headers,
      }),
    );
    if (result?.ok) onClose();
  };
  const errorOf: ErrorOf = (field) => (failure && FIELD_OF[failure.reason] === field ? failure.message : null);
  return (
    <FormDialog
      title={server ? server.label : "Add a server"}
      description="A server of the Model Context Protocol, reached over HTTP."
      submitLabel="Save"
      pending={pending}
      problem={failure && !FIELD_OF[failure.reason] ? failure.message : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <AddressFields server={server} errorOf={errorOf} />
      <HeaderFields headerNames={server?.headerNames ?? []} errorOf={errorOf} />
      <RuleFields server={server} errorOf={errorOf} />
    </FormDialog>
  );
}

interface FieldsProps {
  server: McpServerView | null;
  errorOf: ErrorOf;
}

function AddressFields({ server, errorOf }: FieldsProps) {
  return (
    <>
      <Field label="Label" error={errorOf("label")} hint="What requests name it by.">
        <Input name="label" defaultValue={server?.label} autoComplete="off" spellCheck={false} placeholder="crm" />
      </Field>
      <Field label="Address" error={errorOf("url")}>
        <Input
          name="url"
          type="url"
          defaultValue={server?.url}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://example.com/mcp"
        />
      </Field>
      <Field label="Transport">
        <Select name="transport" defaultValue={server?.transport ?? "auto"}>
          {TRANSPORTS.map((transport) => (
            <option key={transport} value={transport}>
              {TRANSPORT_WORDS[transport]}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        name="allowLocal"
        defaultChecked={server?.allowLocal}
        label="This server is on my own network"
        hint="Otherwise an address on this machine or its network is refused."
      />
    </>
  );
}

function HeaderFields({ headerNames, errorOf }: { headerNames: string[]; errorOf: ErrorOf }) {
  const hint =
    headerNames.length > 0
      ? `Stored: ${headerNames.join(", ")}. Leave empty to keep them.`
      : "One a line. Encrypted before they are stored, and never shown again.";
  return (
    <>
      <Field label="Headers" aside="Optional" error={errorOf("headers")} hint={hint}>
        <Textarea
          name="headers"
          rows={2}
          autoComplete="off"
          spellCheck={false}
          placeholder="Authorization: Bearer …"
          className="font-mono"
        />
      </Field>
      {headerNames.length > 0 ? <Checkbox name="removeHeaders" label="Remove the stored headers" /> : null}
    </>
  );
}

function RuleFields({ server, errorOf }: FieldsProps) {
  return (
    <>
      <Field
        label="Before a call"
        hint="Whether a tool only reads is what its server says of it. A request may be stricter than this, and never laxer."
      >
        <Select name="approval" defaultValue={server?.approval ?? "always"}>
          {APPROVALS.map((approval) => (
            <option key={approval} value={approval}>
              {APPROVAL_WORDS[approval]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Allowed tools" aside="Optional" error={errorOf("tools")} hint="One a line. All of them where nothing is named.">
        <Textarea
          name="tools"
          defaultValue={server?.allowedTools.join("\n")}
          rows={2}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <Checkbox
        name="isShared"
        defaultChecked={server?.isShared}
        label="For everybody here"
        hint="Otherwise only the keys of your own workspace may use it."
      />
    </>
  );
}
