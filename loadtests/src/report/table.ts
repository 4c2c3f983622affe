import { type Html, html } from './html.ts';

/** Null where there is nothing to tell. */
export type Cell = string | number | null;

/** A table whose first column names the rows. What is wider than the page is scrolled, with the keyboard as well. */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly Cell[])[], kind = ''): Html {
  const head = heads.map((text) => (text === '' ? html`<td></td>` : html`<th scope="col">${text}</th>`));
  const body = rows.map(([name, ...cells]) => {
    const rest = cells.map((cell) => html`<td>${unbroken(cell ?? '–')}</td>`);
    return html`<tr>
      <th scope="row">${name}</th>
      ${rest}
    </tr>`;
  });
  return html`<div class="wide" tabindex="0" role="group" aria-label="${caption}">
    <table class="${kind}" style="--columns: ${heads.length}">
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

/** Between a number and its unit no line ends. */
function unbroken(cell: string | number): string {
  return `${cell}`.replaceAll(/(?<=\d) (?=(%|m?s|m|[MG]iB)(\W|$))/g, '\u00a0');
}

/** A table with a column for each thing and a row for each of its properties. */
export function comparison<T extends { readonly name: string }>(
  caption: string,
  things: readonly T[],
  properties: Readonly<Record<string, (thing: T) => Cell>>,
): Html {
  const rows = Object.entries(properties).map(([title, of]) => [title, ...things.map(of)]);
  return table(caption, ['', ...things.map(({ name }) => name)], rows, 'comparison');
}

/** Names and values, for what has no columns. */
export function pairs(values: Readonly<Record<string, Cell>>): Html {
  const items = Object.entries(values).map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value ?? '–'}</dd>
      </div>`,
  );
  return html`<dl class="pairs">${items}</dl>`;
}
