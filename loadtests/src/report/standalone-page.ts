import path from 'node:path';
import { build } from 'esbuild';
import { type Html, embeddedJson, html } from './html.ts';

export interface StandalonePage {
  readonly title: string;
  /** What is in its `main`. */
  readonly main: Html;
  /**
   * What its script reads, as JSON, from the element `#report`; and the script's file.
   * @default - it has none
   */
  readonly script?: { readonly data: unknown; readonly file: string };
}

/** A page in the look of the report, as one HTML file that needs nothing else: no network, no other file. */
export async function standalonePage({ title, main, script }: StandalonePage): Promise<string> {
  const [style, code] = await Promise.all([
    bundled(path.join(import.meta.dirname, 'browser', 'style.css')),
    script && bundled(script.file),
  ]);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>${main}</main>
        ${
          script &&
          html`<script type="application/json" id="report">
              ${embeddedJson(script.data)}
            </script>
            <script>
              ${code};
            </script>`
        }
      </body>
    </html> `.html;
}

/** One file with all that it imports. */
async function bundled(file: string): Promise<Html> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    target: 'es2022',
    legalComments: 'inline',
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  // In a script or style element nothing is escaped; all that must not stand in it is the element's own end.
  return { html: text.replaceAll(/<\/(script|style)/gi, String.raw`<\/$1`) };
}
