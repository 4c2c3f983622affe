/** Of a reason this much is shown; kubectl may quote a whole manifest. */
const longest = 600;

/**
 * A resource's failure without what hides it: of a custom resource's the wrapping, the stack of its function, and the
 * representation of bytes in which CDK's kubectl handler raises what kubectl said.
 */
export function plainReason(reason: string): string {
  const said = reason
    .replace(/^Received response status \[FAILED\] from custom resource\. Message returned: /, '')
    .replace(/\s*\(RequestId: [^)]*\)\s*$/, '')
    .replace(/\n\s+at .*$/gm, '')
    .replace(/\n+Logs: \S+/g, '')
    .replace(/^(Error|Exception): /, '');
  const bytes = /b(['"])((?:\\.|(?!\1).)*)\1/s.exec(said);
  const text = (bytes ? unescaped(bytes[2] ?? '') : said).replaceAll(/\s+/g, ' ').trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** As Python writes bytes: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
function unescaped(bytes: string): string {
  const text = bytes.replaceAll(/\\(?:x([0-9a-f]{2})|(.))/gs, (_, hex: string | undefined, character: string) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (escapes[character] ?? character),
  );
  return Buffer.from(text, 'latin1').toString('utf8');
}
