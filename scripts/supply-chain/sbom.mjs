// The bill of materials: what a build is made of, as CycloneDX 1.6, from the lock file and nothing else. The same lock file
// makes the same bill.
import { createHash } from "node:crypto";

const HASHES = { sha512: "SHA-512", sha256: "SHA-256", sha1: "SHA-1" };

/** The bill of what a production installation holds; what serves tests and builds alone is left out. */
export function sbomOf(manifest, packages) {
  const installed = packages.filter(({ dev }) => !dev);
  const own = purlOf(manifest.name, manifest.version);
  const known = new Map(installed.map((each) => [purlOf(each.name, each.version), each]));
  const components = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([purl, each]) => componentOf(purl, each));
  const direct = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const dependencies = [
    { ref: own, dependsOn: refsOf(direct, "", installed) },
    ...[...known].map(([ref, { wants, at }]) => ({ ref, dependsOn: refsOf(wants, at, installed) })),
  ].sort((a, b) => (a.ref < b.ref ? -1 : 1));
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([own, components]))}`,
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": own,
        name: manifest.name,
        version: manifest.version,
        purl: own,
        licenses: [{ license: { id: manifest.license } }],
      },
      tools: {
        components: [{ type: "application", name: "scripts/supply-chain/sbom.mjs", version: manifest.version }],
      },
    },
    components,
    dependencies,
  };
}

function componentOf(purl, { name, version, license, optional, integrity }) {
  const [scope, bare] = name.startsWith("@") ? name.split("/") : [null, name];
  return {
    type: "library",
    "bom-ref": purl,
    ...(scope && { group: scope }),
    name: bare,
    version,
    scope: optional ? "optional" : "required",
    purl,
    ...(license && { licenses: [/ (AND|OR) /.test(license) ? { expression: license } : { license: { id: license } }] }),
    ...(integrity && { hashes: integrity.split(" ").map(hashOf) }),
  };
}

function hashOf(integrity) {
  const [kind, sum] = integrity.split(/-(.*)/s);
  return { alg: HASHES[kind], content: Buffer.from(sum, "base64").toString("hex") };
}

const purlOf = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** What a package at a place would load under those names: as Node looks, from its own folder upwards. */
function refsOf(names, at, installed) {
  const places = new Map(installed.map((each) => [each.at, each]));
  const refs = names.flatMap((name) => {
    for (let folder = at; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
      const found = places.get(`${folder === "" ? "" : `${folder}/`}node_modules/${name}`);
      if (found) return [purlOf(found.name, found.version)];
      if (folder === "") return [];
    }
  });
  return [...new Set(refs)].sort();
}

/** A UUID that says what it was made of (version 8, RFC 9562). */
function uuidOf(text) {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
