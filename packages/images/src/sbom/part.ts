/** Something that others made and that is in an image. */
export interface Part {
  readonly name: string;
  readonly version: string;
  /** Where it is from and which it is: https://github.com/package-url/purl-spec */
  readonly purl: string;
  /** An SPDX expression: https://spdx.org/licenses; undefined where nobody says. */
  readonly licence: string | undefined;
  /** What vulnerabilities of it are filed under, where it is of no package manager: https://nvd.nist.gov/products/cpe */
  readonly cpe?: string;
  /** What it is made of itself. */
  readonly parts?: readonly Part[];
}

/** A package URL. @param kind type and namespace, e.g. `deb/debian` */
export function purlOf(kind: string, name: string, version: string): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `pkg:${kind}/${path}@${encodeURIComponent(version)}`;
}
