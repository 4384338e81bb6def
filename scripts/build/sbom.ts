import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import ownPackage from '../../package.json' with { type: 'json' };
import type { BundledPackage } from './bundled-packages.ts';

/**
 * Renders the software bill of materials (CycloneDX) of what is handed out: the program and every package with code in
 * it. `npm sbom` would list development tools that nobody receives. The same build always gives the same text.
 */
export function renderSbom(packages: readonly BundledPackage[]): string {
  const program = createComponent(ownPackage, Enums.ComponentType.Application);
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: program }) });
  for (const one of packages) {
    const component = createComponent(one, Enums.ComponentType.Library);
    bom.components.add(component);
    program.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function createComponent(
  { name, version, license, description }: Omit<BundledPackage, 'folder'>,
  type: Enums.ComponentType,
): Models.Component {
  const purl = createPackageUrl(name, version);
  return new Models.Component(type, name, {
    version,
    description,
    purl,
    bomRef: purl,
    licenses: new Models.LicenseRepository([new Models.LicenseExpression(license)]),
  });
}

function createPackageUrl(name: string, version: string): string {
  const [last = name, scope] = name.split('/').reverse();
  return new PackageURL('npm', scope, last, version, undefined, undefined).toString();
}
