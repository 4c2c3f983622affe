/** A piece of HTML that is safe to put into a page as it is. */
export interface Html {
  readonly html: string;
}

type Value = string | number | null | undefined | Html | readonly Html[];

/** A template whose values are escaped, unless they are HTML already; lists are joined, nothing is left out as nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: String.raw({ raw: strings }, ...values.map(render)) };
}

function render(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return 'html' in value ? value.html : value.map((part) => part.html).join('');
  return escapeText(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Data for a script element: JSON in which no `<` can end the element or open a comment in it. */
export function embeddedJson(data: unknown): Html {
  return { html: JSON.stringify(data).replaceAll('<', String.raw`\u003c`) };
}
