import { ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, Component, LicenseExpression, SpdxLicense } from '@cyclonedx/cyclonedx-library/Models';
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX';
import { JSON as CycloneDxJson, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec';
import type { CPE } from '@cyclonedx/cyclonedx-library/Types';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';
import type { Part } from './part.ts';

/** What a bill of materials is of. */
export interface Billed {
  readonly service: string;
  /** Of what the service itself is: the hash of its bundle, since it has no other version. */
  readonly version: string;
  readonly licence: string;
  readonly parts: readonly Part[];
}

/**
 * A bill of materials as CycloneDX 1.6 has it (https://cyclonedx.org/docs/1.6/json/), in JSON; without a time, so that the
 * same image has the same one. It is held against CycloneDX's own schema.
 */
export async function billOfMaterials({ service, version, licence, parts }: Billed): Promise<string> {
  const root = new Component(ComponentType.Application, service, { version, bomRef: service });
  root.licenses.add(licenseOf(licence));
  const bom = new Bom();
  bom.metadata.component = root;
  for (const part of parts) {
    const component = componentOf(part);
    bom.components.add(component);
    root.dependencies.add(component.bomRef);
  }
  const text = new JsonSerializer(new CycloneDxJson.Normalize.Factory(Spec1dot6)).serialize(bom, {
    sortLists: true,
    space: 2,
  });
  await requireValid(text);
  return `${text}\n`;
}

/** Throws where a text is no CycloneDX 1.6, by its schema: a bug, since it is we who make it. */
export async function requireValid(text: string): Promise<void> {
  const faults = await new JsonStrictValidator(Spec1dot6.version).validate(text);
  if (faults !== null) throw new Error(`the bill of materials is no CycloneDX: ${JSON.stringify(faults)}`);
}

function componentOf({ name, version, purl, licence, cpe, parts = [] }: Part): Component {
  const component = new Component(ComponentType.Library, name, { version, purl, cpe: cpe as CPE, bomRef: purl });
  if (licence !== undefined) component.licenses.add(licenseOf(licence));
  for (const part of parts) component.components.add(componentOf(part));
  return component;
}

function licenseOf(licence: string): SpdxLicense | LicenseExpression {
  return isSupportedSpdxId(licence) ? new SpdxLicense(licence) : new LicenseExpression(licence);
}
