export interface Preset {
  pattern: RegExp;
  title: string;
  submit: string;
  /** Field phrases, as a user would write them. */
  fields: string[];
}

export const PRESETS: Preset[] = [
  {
    pattern: /\b(?:bug|issue|defect|problem)[ -]?(?:report|reports|reporting|form|tracker|submission)\b|\breport (?:a )?bug/i,
    title: "Bug report",
    submit: "Send report",
    fields: [
      "title (required)",
      "severity (Low, Medium, High, Critical; required)",
      "steps to reproduce (required)",
      "expected behaviour",
      "actual behaviour",
      "email (optional)",
    ],
  },
  {
    pattern: /\b(?:log ?-?in|sign ?-?in)\b/i,
    title: "Sign in",
    submit: "Sign in",
    fields: ["email (required)", "password (required)", "remember me"],
  },
  {
    pattern: /\b(?:sign ?-?up|registration|register|create account|account creation)\b/i,
    title: "Sign up",
    submit: "Create account",
    fields: ["full name (required)", "email (required)", "password (required, min 8 characters)", "I agree to the terms (required)"],
  },
  {
    pattern: /\bnewsletter\b|\bmailing list\b|\bsubscri(?:be|ption)\b/i,
    title: "Newsletter",
    submit: "Subscribe",
    fields: ["email (required)", "first name (optional)", "frequency (Weekly, Monthly)"],
  },
  {
    pattern: /\brsvp\b|\binvitation\b/i,
    title: "RSVP",
    submit: "Send reply",
    fields: [
      "full name (required)",
      "email (required)",
      "will you attend (Yes, No, Maybe; required)",
      "number of guests (0 to 10)",
      "dietary requirements",
    ],
  },
  {
    pattern: /\b(?:booking|reservation|appointment|book a|reserve|schedul\w+)\b/i,
    title: "Booking",
    submit: "Request booking",
    fields: [
      "full name (required)",
      "email (required)",
      "phone",
      "date (required)",
      "time",
      "number of guests (1 to 20)",
      "special requests",
    ],
  },
  {
    pattern: /\b(?:job|loan|membership|grant|scholarship|rental|employment|admission|visa|university|college)?\s*application\b|\bapply\b/i,
    title: "Application",
    submit: "Send application",
    fields: [
      "full name (required)",
      "email (required)",
      "phone",
      "position (required)",
      "years of experience (0 to 60)",
      "portfolio link",
      "cover letter",
    ],
  },
  {
    pattern: /\b(?:check-?out|payment|shipping|order form|delivery|purchase)\b/i,
    title: "Checkout",
    submit: "Continue",
    fields: [
      "full name (required)",
      "email (required)",
      "street address (required)",
      "city (required)",
      "postal code (required)",
      "country (required)",
      "delivery (Standard, Express; required)",
    ],
  },
  {
    pattern: /\b(?:feedback|review|rating form|satisfaction)\b/i,
    title: "Feedback",
    submit: "Send feedback",
    fields: [
      "name (optional)",
      "email (optional)",
      "rating (1 to 5; required)",
      "what went well (textarea)",
      "what could be better (textarea)",
    ],
  },
  {
    pattern: /\b(?:survey|questionnaire|poll|quiz)\b/i,
    title: "Survey",
    submit: "Send answers",
    fields: [
      "how satisfied are you (1 to 5; required)",
      "how likely are you to recommend us (0 to 10; required)",
      "what should we improve (textarea)",
    ],
  },
  {
    pattern: /\b(?:contact|get in touch|enquiry|inquiry|reach us|support (?:request|form|ticket)|help ?desk)\b/i,
    title: "Contact",
    submit: "Send message",
    fields: ["name (required)", "email (required)", "subject", "message (required)"],
  },
  {
    pattern: /\b(?:profile|account settings|user details|personal (?:details|information))\b/i,
    title: "Profile",
    submit: "Save",
    fields: ["full name (required)", "email (required)", "phone", "date of birth", "bio"],
  },
];

export const FALLBACK_FIELDS = ["name (required)", "email (required)", "message"];
